package dev.stopover.run;

import dev.stopover.backup.BackupPreflight;
import dev.stopover.backup.BackupProblem;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.plan.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the backups that phases ask for can be taken. A phase that comes later in the run is only warned about, since
 * what it needs may be there by then, and the phases before it do not need it.
 */
record BackupProbe(List<Phase> phases, RunSettings settings, StopSignal stop) implements PreflightProbe {
    @Override
    public void examine(Connection connection, List<Finding> findings) throws SQLException {
        for (Phase phase : phases) {
            problems(connection, phase)
                    .forEach(problem -> findings.add(new Finding(
                            false,
                            problem.topic(),
                            "phase " + phase.name() + ": " + problem.message() + ".",
                            problem.remedy())));
        }
    }

    /** @throws BlockedException when a backup of the phase could not be taken */
    void require(Connection connection, Phase phase) throws SQLException {
        List<BackupProblem> blocking = problems(connection, phase).stream()
                .filter(BackupProblem::blocking)
                .toList();
        if (!blocking.isEmpty()) {
            throw new BlockedException(
                    "phase " + phase.name() + " asks for a backup that cannot be taken: "
                            + blocking.stream().map(BackupProblem::message).collect(Collectors.joining("; ")),
                    blocking.stream().map(BackupProblem::remedy).distinct().collect(Collectors.joining(" ")));
        }
    }

    private List<BackupProblem> problems(Connection connection, Phase phase) throws SQLException {
        return new BackupPreflight(settings.backup(), stop).problems(connection, phase);
    }
}

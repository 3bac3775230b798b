package dev.stopover.run;

import dev.stopover.backup.UndoBackups;
import dev.stopover.backup.UndoRows;
import dev.stopover.cipher.KeySource;
import dev.stopover.database.StopSignal;
import dev.stopover.encryption.EncryptionRunner;
import dev.stopover.history.FingerprintHistory;
import dev.stopover.history.FingerprintHistory.Moment;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.migration.UndoRunner;
import dev.stopover.plan.Encryption;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer.Reverse;
import dev.stopover.sync.SyncRunner;
import dev.stopover.sync.SyncState;
import dev.stopover.transfer.TransferUndo;
import dev.stopover.transfer.UndoObstacle;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds, before anything is undone, what is in the way of taking a phase back and what would be lost by it. */
final class RollbackObstacles {
    private final Connection connection;
    private final Plan plan;
    private final UndoBackups backups;
    private final KeySource keys;

    RollbackObstacles(RunEnvironment environment, StopSignal stop, Connection connection, Plan plan) {
        this.connection = connection;
        this.plan = plan;
        this.backups = new UndoBackups(
                environment.database(), plan.name(), environment.settings().backup(), stop);
        this.keys = environment.settings().keys();
    }

    /** Of phases that are taken back together, in this order. */
    List<RollbackProblem> of(List<Phase> phases) throws SQLException {
        List<RollbackProblem> problems = new ArrayList<>();
        Set<String> broughtBack = new HashSet<>();
        for (Phase phase : phases) {
            UndoRows rows = rows(phase, broughtBack);
            rows.needed().forEach(table -> broughtBack.add(table.name()));
            problems.addAll(of(phase, rows));
        }
        return problems;
    }

    /**
     * What the undo of the phase needs from its backup.
     *
     * @param elsewhere tables that come back with a later phase
     */
    UndoRows rows(Phase phase, Set<String> elsewhere) throws SQLException {
        return backups.of(connection, phase, state(phase) == PhaseState.ROLLING_BACK, elsewhere);
    }

    /** What is lost because no backup has it. */
    static Optional<RollbackProblem> loss(Phase phase, UndoRows rows) {
        if (rows.lost().isEmpty()) {
            return Optional.empty();
        }
        String why = rows.reasons().isEmpty()
                ? "no backup of phase " + phase.name() + " holds them"
                : String.join("; ", rows.reasons());
        return Optional.of(new RollbackProblem(
                "what phase " + phase.name() + " dropped comes back without its rows: " + rows.lostTables() + " (" + why
                        + ")",
                Stream.concat(
                                rows.remedies().stream().filter(remedy -> !remedy.isEmpty()),
                                Stream.of("Give --accept-loss if these rows may be lost."))
                        .distinct()
                        .collect(Collectors.joining(" ")),
                true));
    }

    private List<RollbackProblem> of(Phase phase, UndoRows rows) throws SQLException {
        List<RollbackProblem> problems = new ArrayList<>();
        UndoRunner.problems(phase)
                .forEach(problem -> problems.add(RollbackProblem.obstacle(
                        "phase " + phase.name() + ": " + problem,
                        "Write or correct the undo script beside it and roll back again.")));
        if (FingerprintHistory.find(connection, plan.name(), phase.name(), Moment.BEFORE)
                .isEmpty()) {
            problems.add(RollbackProblem.obstacle(
                    "phase " + phase.name()
                            + " has no fingerprint from before it, so that nothing could prove the undo",
                    "Its migrations were applied by something else before its first run; take them back with that."));
        }
        written(phase, rows).map(RollbackProblem::loss).ifPresent(problems::add);
        loss(phase, rows).ifPresent(problems::add);
        for (UndoObstacle obstacle : TransferUndo.problems(connection, plan, phase)) {
            if (!obstacle.loss()) {
                problems.add(RollbackProblem.obstacle(obstacle.reason(), obstacle.remedy()));
            } else if (obstacle.kind() == UndoObstacle.Kind.LOSES_ELSEWHERE || !isCarriedOver()) {
                problems.add(RollbackProblem.loss(obstacle.reason()));
            }
        }
        for (Encryption encrypted : phase.kind() == PhaseKind.CONTRACT ? plan.encryptions() : phase.encryptions()) {
            EncryptionRunner.obstacle(connection, plan, encrypted, keys)
                    .map(reason -> RollbackProblem.obstacle(reason, "Give --keys as in the run that encrypted them."))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** What was written since the phase began or was completed, and is lost with it. */
    private Optional<String> written(Phase phase, UndoRows rows) throws SQLException {
        PhaseState state = state(phase);
        boolean completed = state == PhaseState.COMPLETED;
        if (phase.kind() == PhaseKind.CONTRACT) {
            return completed
                            || (isUnderWay(state)
                                    && plan.live()
                                    && (!rows.needed().isEmpty() || isSyncGone()))
                    ? Optional.of("the old tables come back as they were when phase " + phase.name()
                            + " began: what was written to the new ones since is not in them")
                    : Optional.empty();
        }
        if (!completed || phase.kind() != PhaseKind.CUTOVER || notCarriedBack().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("what the application wrote after phase " + phase.name() + " to "
                + String.join(", ", notCarriedBack()) + " is not in the old tables");
    }

    private static boolean isUnderWay(PhaseState state) {
        return state == PhaseState.RUNNING || state == PhaseState.FAILED;
    }

    /** Triggers are switched off all together before the first of them goes. */
    private boolean isSyncGone() throws SQLException {
        List<SyncState.Table> tables = SyncRunner.state(connection, plan).tables();
        return !plan.transfers().isEmpty()
                && (tables.isEmpty() || !tables.stream().allMatch(SyncState.Table::on));
    }

    private PhaseState state(Phase phase) throws SQLException {
        return PhaseHistory.states(connection, plan.name()).getOrDefault(phase.name(), PhaseState.PENDING);
    }

    /** The targets whose writes no reverse trigger carries back, each with the reason. */
    private List<String> notCarriedBack() {
        return plan.transfers().stream()
                .filter(transfer -> !plan.live() || transfer.reverse() instanceof Reverse.None)
                .map(transfer -> transfer.reverse() instanceof Reverse.None none
                        ? transfer.into() + " (" + none.reason() + ")"
                        : transfer.into() + " (the plan is not live)")
                .distinct()
                .toList();
    }

    /** Whether rows of the targets that no transfer made are known to be rows of the old tables, too. */
    private boolean isCarriedOver() throws SQLException {
        Map<String, PhaseState> states = PhaseHistory.states(connection, plan.name());
        List<Phase> cutovers = plan.phases().stream()
                .filter(phase -> phase.kind() == PhaseKind.CUTOVER)
                .toList();
        boolean beforeCutover = !cutovers.isEmpty()
                && cutovers.stream().allMatch(phase -> states.get(phase.name()) == PhaseState.PENDING);
        return plan.live() && (beforeCutover || notCarriedBack().isEmpty());
    }
}

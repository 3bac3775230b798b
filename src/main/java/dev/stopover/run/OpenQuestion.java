package dev.stopover.run;

import dev.stopover.database.Fingerprint;
import dev.stopover.history.FingerprintHistory;
import dev.stopover.history.FingerprintHistory.Moment;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferState;
import dev.stopover.migration.InterruptedStatement;
import dev.stopover.migration.MigrationStatus;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Stopover cannot decide by itself after a failure, and a person can. */
public sealed interface OpenQuestion {
    /** What is not known, in words. */
    String question();

    /** Whether a statement took effect. */
    record StatementEffect(InterruptedStatement statement) implements OpenQuestion {
        @Override
        public String question() {
            return statement.place() + ": an earlier run was interrupted in this statement. Did it take effect?\n"
                    + statement.statement().text();
        }
    }

    /**
     * Whether the schema is right as it is, although the undo did not restore it.
     *
     * @param differences from before the phase to now
     */
    record UnprovenUndo(Phase phase, List<String> differences) implements OpenQuestion {
        @Override
        public String question() {
            return "phase " + phase.name() + " is undone, but the catalog is not as it was before it. Lines with - are"
                    + " missing, lines with + are too much. Is it right as it is?\n"
                    + String.join("\n", differences);
        }
    }

    /** All that is open, in the order in which it must be answered. */
    static List<OpenQuestion> find(Connection connection, Plan plan) throws SQLException {
        List<OpenQuestion> questions = new ArrayList<>();
        InterruptedStatement.find(connection, plan).forEach(statement -> questions.add(new StatementEffect(statement)));
        Map<String, PhaseState> states = PhaseHistory.states(connection, plan.name());
        MigrationStatus status = MigrationStatus.read(connection, plan);
        for (Phase phase : plan.phases()) {
            if (states.get(phase.name()) == PhaseState.ROLLING_BACK
                    && phase.migrations().stream().noneMatch(status::isApplied)
                    && hasNoRowsLeft(connection, plan, phase)) {
                unproven(connection, plan, phase).ifPresent(questions::add);
            }
        }
        return List.copyOf(questions);
    }

    private static boolean hasNoRowsLeft(Connection connection, Plan plan, Phase phase) throws SQLException {
        TransferHistory transfers = new TransferHistory(connection);
        for (Transfer transfer : phase.transfers()) {
            if (transfers
                    .find(plan.name(), transfer.name())
                    .filter(record -> record.state() != TransferState.PENDING)
                    .isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<OpenQuestion> unproven(Connection connection, Plan plan, Phase phase) throws SQLException {
        Optional<Fingerprint> before = FingerprintHistory.find(connection, plan.name(), phase.name(), Moment.BEFORE);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Fingerprint now = Fingerprint.read(connection);
        List<String> differences = new ArrayList<>(before.get().differencesTo(now));
        if (!now.isComparableWith(before.get())) {
            differences.add(
                    0,
                    "the fingerprint is from PostgreSQL " + before.get().serverMajor()
                            + ", and the server is PostgreSQL " + now.serverMajor() + " now");
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(new UnprovenUndo(phase, differences));
    }
}

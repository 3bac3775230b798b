package dev.stopover.gate;

import dev.stopover.database.AuthorQuery;
import dev.stopover.database.Measurement;
import dev.stopover.failure.BlockedException;
import dev.stopover.history.Approval;
import dev.stopover.history.ApprovalHistory;
import dev.stopover.history.PhaseHistory;
import dev.stopover.plan.Gate;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseHash;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks at everything that must be true before a phase starts or is taken up again after it failed or was rolled back.
 * The clock is the database's. A gate that cannot be looked at is closed.
 */
public final class Gates {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ClientGate clients;

    /** @param sync tells when the old tables were written to last */
    public Gates(SyncActivity sync) {
        this.clients = new ClientGate(sync);
    }

    /**
     * The gates that keep the phase from starting; empty when it may.
     *
     * @param connection in autocommit mode, to which it returns
     * @throws SQLException when the connection is lost
     */
    public List<ClosedGate> closed(Connection connection, Plan plan, Phase phase) throws SQLException {
        List<ClosedGate> closed = new ArrayList<>();
        Instant now = now(connection);
        if (phase.approvalRequired()) {
            approval(connection, plan, phase).ifPresent(closed::add);
        }
        closed.addAll(soaks(connection, plan, phase, now));
        for (Gate gate : phase.gates()) {
            gate(connection, plan, gate, now).ifPresent(closed::add);
        }
        return List.copyOf(closed);
    }

    /**
     * Returns when all gates are open.
     *
     * @throws BlockedException with every closed gate and what opens it
     */
    public void requireOpen(Connection connection, Plan plan, Phase phase) throws SQLException {
        List<ClosedGate> closed = closed(connection, plan, phase);
        if (!closed.isEmpty()) {
            throw new BlockedException(
                    "phase " + phase.name() + " is blocked: "
                            + closed.stream().map(ClosedGate::toString).collect(Collectors.joining("; ")),
                    closed.stream().map(ClosedGate::opens).collect(Collectors.joining(" ")));
        }
    }

    private Optional<ClosedGate> gate(Connection connection, Plan plan, Gate gate, Instant now) throws SQLException {
        if (gate instanceof Gate.NoClients noClients) {
            return clients.closed(connection, plan, noClients);
        }
        if (gate instanceof Gate.Window window) {
            return window(window, now);
        }
        return sql(connection, (Gate.Sql) gate);
    }

    private static Optional<ClosedGate> approval(Connection connection, Plan plan, Phase phase) throws SQLException {
        Optional<Approval> latest = ApprovalHistory.latest(connection, plan.name(), phase.name());
        String opens = "stopover approve " + phase.name() + " --plan " + plan.name() + " --by NAME";
        return whyItDoesNotCount(phase, latest)
                .map(why -> new ClosedGate(ClosedGate.Kind.APPROVAL, why, opens, Optional.empty()));
    }

    private static Optional<String> whyItDoesNotCount(Phase phase, Optional<Approval> latest) {
        if (latest.isEmpty()) {
            return Optional.of("nobody has approved it");
        }
        Approval approval = latest.get();
        String given = "the approval by " + approval.by() + " of " + approval.at();
        if (approval.withdrawnBy().isPresent()) {
            return Optional.of(
                    given + " was withdrawn by " + approval.withdrawnBy().get());
        }
        if (!approval.contentHash().equals(PhaseHash.of(phase))) {
            return Optional.of(given + " was for another content of the phase");
        }
        if (!approval.here()) {
            return Optional.of(given + " was for another database, of which this one is a copy");
        }
        return approval.used() ? Optional.of(given + " ended when the phase was rolled back") : Optional.empty();
    }

    /** What soaks must be left alone by every phase behind it. */
    private static List<ClosedGate> soaks(Connection connection, Plan plan, Phase phase, Instant now)
            throws SQLException {
        Map<String, Instant> completed = PhaseHistory.completions(connection, plan.name());
        List<ClosedGate> closed = new ArrayList<>();
        for (Phase earlier : plan.phases()) {
            if (earlier.name().equals(phase.name())) {
                break;
            }
            Optional.ofNullable(completed.get(earlier.name()))
                    .map(at -> at.plus(earlier.soak()))
                    .filter(now::isBefore)
                    .map(end -> new ClosedGate(
                            ClosedGate.Kind.SOAK,
                            "phase " + earlier.name() + " soaks until " + end,
                            "It opens by itself at " + end + ".",
                            Optional.of(end)))
                    .ifPresent(closed::add);
        }
        return closed;
    }

    private static Optional<ClosedGate> window(Gate.Window gate, Instant now) {
        MaintenanceWindow window = new MaintenanceWindow(gate);
        if (window.isOpen(now)) {
            return Optional.empty();
        }
        Instant opening = window.nextOpening(now);
        return Optional.of(new ClosedGate(
                ClosedGate.Kind.WINDOW,
                "the window " + gate + " is closed until " + opening,
                "It opens by itself at " + opening + ".",
                Optional.of(opening)));
    }

    private static Optional<ClosedGate> sql(Connection connection, Gate.Sql gate) throws SQLException {
        Measurement found = AuthorQuery.measure(connection, gate.sql(), gate.bound(), LIMIT);
        if (found.within()) {
            return Optional.empty();
        }
        String actual = found.actual() + (found.detail().isEmpty() ? "" : " (" + found.detail() + ")");
        return Optional.of(new ClosedGate(
                ClosedGate.Kind.SQL,
                "expected " + found.expected() + ", found " + actual + " by "
                        + gate.sql().strip(),
                "It opens when the query gives what is expected.",
                Optional.empty()));
    }

    private static Instant now(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select clock_timestamp()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}

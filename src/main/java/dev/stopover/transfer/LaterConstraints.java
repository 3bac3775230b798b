package dev.stopover.transfer;

import dev.stopover.database.Fingerprint;
import dev.stopover.history.FingerprintHistory;
import dev.stopover.history.FingerprintHistory.Moment;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The constraints that later phases have made. Those phases go before this one, and their constraints with them. */
final class LaterConstraints {
    private final Connection connection;
    private final List<Fingerprint> before;

    private LaterConstraints(Connection connection, List<Fingerprint> before) {
        this.connection = connection;
        this.before = List.copyOf(before);
    }

    /** Looks at what the catalog was before each later phase; one that has not begun, or is taken back, has no such record. */
    static LaterConstraints read(Connection connection, Plan plan, Phase phase) throws SQLException {
        List<Fingerprint> before = new ArrayList<>();
        boolean later = false;
        for (Phase other : plan.phases()) {
            if (later) {
                Optional<Fingerprint> known =
                        FingerprintHistory.find(connection, plan.name(), other.name(), Moment.BEFORE);
                known.ifPresent(before::add);
            }
            later = later || other.name().equals(phase.name());
        }
        return new LaterConstraints(connection, before);
    }

    boolean contain(ForeignKey key) throws SQLException {
        if (before.isEmpty()) {
            return false;
        }
        String line = listed(key);
        return before.stream()
                .anyMatch(fingerprint -> fingerprint.listing().stream().noneMatch(known -> known.startsWith(line)));
    }

    /** How its line in a fingerprint begins. */
    private String listed(ForeignKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select format('constraint %I on %I.%I: ', cast(? as text), n.nspname, c.relname)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.oid = to_regclass(?)
                """)) {
            statement.setString(1, key.name());
            statement.setString(2, key.child());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}

package dev.stopover.history;

import dev.stopover.database.Fingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Keeps what the catalog looked like around each phase. */
public final class FingerprintHistory {
    private FingerprintHistory() {}

    /** When a fingerprint was taken. */
    public enum Moment {
        /** Before the phase changed anything: what its undo must restore. */
        BEFORE,
        /** When the phase was complete. */
        AFTER;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The fingerprint of a phase; empty when none was taken since it last began anew. */
    public static Optional<Fingerprint> find(Connection connection, String plan, String phase, Moment moment)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select server_major, listing
                from stopover.fingerprint
                where plan = ?
                  and phase = ?
                  and moment = ?
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            statement.setString(3, moment.word());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Fingerprint(row.getInt(1), Arrays.asList((String[])
                                row.getArray(2).getArray())))
                        : Optional.empty();
            }
        }
    }

    /** Records a fingerprint in place of the one of that moment before; joins the transaction at hand. */
    public static void record(Connection connection, Epoch epoch, String phase, Moment moment, Fingerprint fingerprint)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.fingerprint (plan, phase, moment, run_id, server_major, hash, listing)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (plan, phase, moment) do update
                set run_id = excluded.run_id,
                    server_major = excluded.server_major,
                    hash = excluded.hash,
                    listing = excluded.listing,
                    taken_at = clock_timestamp()
                """)) {
            statement.setString(1, epoch.plan());
            statement.setString(2, phase);
            statement.setString(3, moment.word());
            statement.setLong(4, epoch.run());
            statement.setInt(5, fingerprint.serverMajor());
            statement.setString(6, fingerprint.hash());
            statement.setArray(
                    7, connection.createArrayOf("text", fingerprint.listing().toArray()));
            statement.executeUpdate();
        }
    }

    /** Forgets the fingerprints of a phase that is rolled back; joins the transaction at hand. */
    static void forget(Connection connection, Epoch epoch, String phase) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                delete from stopover.fingerprint
                where plan = ?
                  and phase = ?
                """)) {
            statement.setString(1, epoch.plan());
            statement.setString(2, phase);
            statement.executeUpdate();
        }
    }
}

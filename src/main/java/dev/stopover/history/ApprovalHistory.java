package dev.stopover.history;

import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseHash;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads and writes who approved which phase. Written by people, beside any run, so no epoch is held. */
public final class ApprovalHistory {
    private ApprovalHistory() {}

    /** Records an approval of the phase as the plan has it now. */
    public static Approval approve(Connection connection, Plan plan, Phase phase, String by, String note)
            throws SQLException {
        return Transaction.plain(connection, () -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into stopover.approval
                      (plan, phase, content_hash, plan_hash, approved_by, note, system_identifier, database_oid)
                    select ?, ?, ?, ?, ?, ?, c.system_identifier, d.oid
                    from pg_control_system() c,
                         pg_database d
                    where d.datname = current_database()
                    """)) {
                statement.setString(1, plan.name());
                statement.setString(2, phase.name());
                statement.setString(3, PhaseHash.of(phase));
                statement.setString(4, plan.hash());
                statement.setString(5, by);
                statement.setString(6, note);
                statement.executeUpdate();
            }
            EventHistory.record(connection, plan.name(), phase.name(), "approved", said(by, note));
            return latest(connection, plan.name(), phase.name()).orElseThrow();
        });
    }

    /**
     * Takes back every approval of the phase that is not taken back yet, whatever the phase did when it was given.
     *
     * @return how many there were
     */
    public static int withdraw(Connection connection, Plan plan, Phase phase, String by, String note)
            throws SQLException {
        return Transaction.plain(connection, () -> {
            int withdrawn;
            try (PreparedStatement statement = connection.prepareStatement("""
                    update stopover.approval
                    set withdrawn_by = ?,
                        withdrawn_at = clock_timestamp()
                    where plan = ?
                      and phase = ?
                      and withdrawn_at is null
                    """)) {
                statement.setString(1, by);
                statement.setString(2, plan.name());
                statement.setString(3, phase.name());
                withdrawn = statement.executeUpdate();
            }
            if (withdrawn > 0) {
                EventHistory.record(connection, plan.name(), phase.name(), "approval-withdrawn", said(by, note));
            }
            return withdrawn;
        });
    }

    /** The latest approval of a phase, whether or not it still counts. */
    public static Optional<Approval> latest(Connection connection, String plan, String phase) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select a.content_hash, a.approved_by, a.role, a.note, a.approved_at, a.withdrawn_by,
                       exists (
                         select
                         from stopover.event e
                         where e.plan = a.plan
                           and e.phase = a.phase
                           and e.kind = 'rolled-back'
                           and e.at > a.approved_at),
                       a.system_identifier is not distinct from c.system_identifier::text
                         and a.database_oid is not distinct from d.oid
                from stopover.approval a
                cross join pg_control_system() c
                join pg_database d on d.datname = current_database()
                where a.plan = ?
                  and a.phase = ?
                order by a.id desc
                limit 1
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Approval(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getObject(5, OffsetDateTime.class).toInstant(),
                                Optional.ofNullable(row.getString(6)),
                                row.getBoolean(7),
                                row.getBoolean(8)))
                        : Optional.empty();
            }
        }
    }

    private static String said(String by, String note) {
        return note.isEmpty() ? "by " + by : "by " + by + ": " + note;
    }
}

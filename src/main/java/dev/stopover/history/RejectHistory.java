package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows that could not be moved, each with its key and its error. */
public final class RejectHistory {
    private final Connection connection;

    public RejectHistory(Connection connection) {
        this.connection = connection;
    }

    /**
     * Why a row was rejected.
     *
     * @param sourceKey the source row's key as a JSON object
     * @param error what is wrong, without values of other rows
     */
    public record Reject(String sourceKey, String sqlState, String error) {}

    /** A reject that is not resolved yet. */
    public record OpenReject(long id, long extent, String sourceKey, String sqlState) {}

    /** Records a rejected row, or its latest error when it is recorded already. */
    public void record(long transfer, Epoch epoch, long extent, Reject reject) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.reject (transfer_id, run_id, extent_id, source_key, sqlstate, error)
                values (?, ?, ?, cast(? as jsonb), ?, ?)
                on conflict (transfer_id, source_key) where resolved_at is null
                do update set
                  run_id = excluded.run_id,
                  sqlstate = excluded.sqlstate,
                  error = excluded.error,
                  rejected_at = excluded.rejected_at
                """)) {
            statement.setLong(1, transfer);
            statement.setLong(2, epoch.run());
            statement.setLong(3, extent);
            statement.setString(4, reject.sourceKey());
            statement.setString(5, reject.sqlState());
            statement.setString(6, reject.error());
            statement.executeUpdate();
        }
    }

    /** The open rejects of a transfer, oldest first. */
    public List<OpenReject> open(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select id, extent_id, source_key, sqlstate
                from stopover.reject
                where transfer_id = ?
                  and resolved_at is null
                order by id
                """)) {
            statement.setLong(1, transfer);
            List<OpenReject> open = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    open.add(new OpenReject(
                            rows.getLong("id"),
                            rows.getLong("extent_id"),
                            rows.getString("source_key"),
                            rows.getString("sqlstate")));
                }
            }
            return open;
        }
    }

    /** Records that a rejected row was moved after all, or is gone. */
    public void resolve(long reject) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.reject
                set resolved_at = clock_timestamp()
                where id = ?
                """)) {
            statement.setLong(1, reject);
            statement.executeUpdate();
        }
    }

    /**
     * How many rows of a phase's transfers are rejected and not resolved, or were written by the application meanwhile and
     * could not be carried over.
     */
    public long countOpen(String plan, String phase) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select count(*)
                from (
                  select r.transfer_id, r.source_key
                  from stopover.reject r
                  join stopover.transfer t on t.id = r.transfer_id
                  where t.plan = ?
                    and t.phase = ?
                    and r.resolved_at is null
                  union
                  select t.id, u.key
                  from stopover.touched u
                  join stopover.transfer t on t.plan = u.plan and t.name = u.transfer
                  where t.plan = ?
                    and t.phase = ?
                    and u.sqlstate is not null) as rows
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            statement.setString(3, plan);
            statement.setString(4, phase);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The same of one transfer. */
    public long countOpen(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select count(*)
                from (
                  select source_key
                  from stopover.reject
                  where transfer_id = ?
                    and resolved_at is null
                  union
                  select u.key
                  from stopover.touched u
                  join stopover.transfer t on t.plan = u.plan and t.name = u.transfer
                  where t.id = ?
                    and u.sqlstate is not null) as rows
                """)) {
            statement.setLong(1, transfer);
            statement.setLong(2, transfer);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The first of these rows, as {@code transfer key: error}. */
    public List<String> describeOpen(String plan, String phase, int atMost) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select rows.name || ' ' || rows.key || ': ' || min(rows.error)
                from (
                  select t.name, r.source_key as key, r.error, r.rejected_at as since
                  from stopover.reject r
                  join stopover.transfer t on t.id = r.transfer_id
                  where t.plan = ?
                    and t.phase = ?
                    and r.resolved_at is null
                  union all
                  select t.name, u.key, u.error || ' (SQLSTATE ' || u.sqlstate || ')', u.touched_at
                  from stopover.touched u
                  join stopover.transfer t on t.plan = u.plan and t.name = u.transfer
                  where t.plan = ?
                    and t.phase = ?
                    and u.sqlstate is not null) as rows
                group by rows.name, rows.key
                order by min(rows.since), rows.name, rows.key
                limit ?
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            statement.setString(3, plan);
            statement.setString(4, phase);
            statement.setInt(5, atMost);
            List<String> described = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    described.add(rows.getString(1));
                }
            }
            return described;
        }
    }
}

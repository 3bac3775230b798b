package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What is recorded of transfers, in the same transactions as their rows. */
public final class TransferHistory {
    private final Connection connection;

    public TransferHistory(Connection connection) {
        this.connection = connection;
    }

    /**
     * Records a transfer that has no record yet.
     *
     * @param target the quoted name of the table it fills
     */
    public void register(Epoch epoch, String phase, String name, String target, String definition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.transfer (plan, phase, name, target, definition)
                values (?, ?, ?, ?, ?)
                on conflict (plan, name) do nothing
                """)) {
            statement.setString(1, epoch.plan());
            statement.setString(2, phase);
            statement.setString(3, name);
            statement.setString(4, target);
            statement.setString(5, definition);
            statement.executeUpdate();
        }
    }

    /** The record of a transfer, locked until the transaction ends; empty when it has never begun. */
    public Optional<TransferRecord> lock(String plan, String name) throws SQLException {
        return read(plan, name, "for update");
    }

    /** The record of a transfer; empty when it has never begun. */
    public Optional<TransferRecord> find(String plan, String name) throws SQLException {
        return read(plan, name, "");
    }

    /** Records that the extents are planned and copying begins. */
    public void copying(long transfer, long estimatedRows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.transfer
                set state = 'copying',
                    rows_estimate = ?,
                    started_at = coalesce(started_at, clock_timestamp()),
                    finished_at = null
                where id = ?
                """)) {
            statement.setLong(1, estimatedRows);
            statement.setLong(2, transfer);
            statement.executeUpdate();
        }
    }

    /** Records the phase, target and definition of a transfer of which nothing has been copied yet. */
    public void redefine(long transfer, String phase, String target, String definition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.transfer
                set phase = ?,
                    target = ?,
                    target_empty = null,
                    definition = ?
                where id = ?
                  and state = 'pending'
                """)) {
            statement.setString(1, phase);
            statement.setString(2, target);
            statement.setString(3, definition);
            statement.setLong(4, transfer);
            statement.executeUpdate();
        }
    }

    /**
     * Records that all rows are copied.
     *
     * @throws IllegalStateException when an extent is still open
     */
    public void copied(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.transfer t
                set state = 'copied',
                    finished_at = clock_timestamp()
                where t.id = ?
                  and t.state in ('copying', 'copied')
                  and not exists (
                    select 1
                    from stopover.extent e
                    where e.transfer_id = t.id
                      and not e.done)
                """)) {
            statement.setLong(1, transfer);
            if (statement.executeUpdate() == 0) {
                throw new IllegalStateException("transfer " + transfer + " is not copied: it has open extents");
            }
        }
    }

    /** Records that the copy of one relation, or of all of them, began anew. */
    public void restarted(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.transfer
                set restarts = restarts + 1
                where id = ?
                """)) {
            statement.setLong(1, transfer);
            statement.executeUpdate();
        }
    }

    /** Whether any check of the phase has failed since the transfer was copied and has not passed since. */
    public boolean checkFailedSinceCopied(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select exists (
                  select 1
                  from (
                    select distinct on (c.name) c.passed, c.checked_at, t.finished_at
                    from stopover.transfer t
                    join stopover.check_result c on c.plan = t.plan and c.phase = t.phase
                    where t.id = ?
                      and t.state = 'copied'
                    order by c.name, c.checked_at desc) as latest
                  where not passed
                    and checked_at > finished_at)
                """)) {
            statement.setLong(1, transfer);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private Optional<TransferRecord> read(String plan, String name, String locking) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select t.id, t.state, t.definition, coalesce(t.rows_estimate, 0) as rows_estimate,
                       t.target, t.target_empty, t.inserted_before,
                       e.read, e.inserted, e.same, e.merged, e.rejected
                from (
                  select *
                  from stopover.transfer
                  where plan = ?
                    and name = ?
                  %s) as t
                cross join lateral (
                  select coalesce(sum(read), 0) as read,
                         coalesce(sum(inserted), 0) as inserted,
                         coalesce(sum(same), 0) as same,
                         coalesce(sum(merged), 0) as merged,
                         coalesce(sum(rejected), 0) as rejected
                  from stopover.extent
                  where transfer_id = t.id) as e
                """.formatted(locking))) {
            statement.setString(1, plan);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(record(row)) : Optional.empty();
            }
        }
    }

    private static TransferRecord record(ResultSet row) throws SQLException {
        boolean empty = row.getBoolean("target_empty");
        Optional<Boolean> targetEmpty = row.wasNull() ? Optional.empty() : Optional.of(empty);
        Counts counts = new Counts(
                row.getLong("read"),
                row.getLong("inserted"),
                row.getLong("same"),
                row.getLong("merged"),
                row.getLong("rejected"));
        return new TransferRecord(
                row.getLong("id"),
                TransferState.of(row.getString("state")),
                row.getString("definition"),
                row.getString("target"),
                targetEmpty,
                row.getLong("rows_estimate"),
                row.getLong("inserted_before"),
                counts);
    }
}

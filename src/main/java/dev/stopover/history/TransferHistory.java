package dev.stopover.history;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is recorded of transfers, in the same transactions as their rows. */
public final class TransferHistory {
    private final Connection connection;

    public TransferHistory(Connection connection) {
        this.connection = connection;
    }

    /** Records a transfer that has no record yet. */
    public void register(Epoch epoch, String phase, String name, String definition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.transfer (plan, phase, name, definition)
                values (?, ?, ?, ?)
                on conflict (plan, name) do nothing
                """)) {
            statement.setString(1, epoch.plan());
            statement.setString(2, phase);
            statement.setString(3, name);
            statement.setString(4, definition);
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
                    started_at = coalesce(started_at, clock_timestamp())
                where id = ?
                """)) {
            statement.setLong(1, estimatedRows);
            statement.setLong(2, transfer);
            statement.executeUpdate();
        }
    }

    /** Records a definition for a transfer of which nothing has been copied yet. */
    public void redefine(long transfer, String definition) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.transfer
                set definition = ?
                where id = ?
                  and state = 'pending'
                """)) {
            statement.setString(1, definition);
            statement.setLong(2, transfer);
            statement.executeUpdate();
        }
    }

    /** Records that all rows are copied. */
    public void copied(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.transfer
                set state = 'copied',
                    finished_at = clock_timestamp()
                where id = ?
                """)) {
            statement.setLong(1, transfer);
            statement.executeUpdate();
        }
    }

    /** Records that the copy of one relation began anew. */
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

    /** Adds an extent. */
    public void addExtent(long transfer, String relation, Extent.Cursor cursor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.extent (transfer_id, relation, filenode, next_block, end_block)
                values (?, ?, cast(? as oid), ?, ?)
                """)) {
            statement.setLong(1, transfer);
            statement.setString(2, relation);
            Extent.Blocks blocks = cursor instanceof Extent.Blocks heap ? heap : null;
            statement.setObject(3, blocks == null ? null : blocks.filenode(), java.sql.Types.BIGINT);
            statement.setObject(4, blocks == null ? null : blocks.next(), java.sql.Types.BIGINT);
            statement.setObject(5, blocks == null ? null : blocks.end(), java.sql.Types.BIGINT);
            statement.executeUpdate();
        }
    }

    /** The file whose blocks the extents of a relation mean; empty when it has no extents. */
    public OptionalLong plannedFilenode(long transfer, String relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select filenode
                from stopover.extent
                where transfer_id = ?
                  and relation = ?
                limit 1
                """)) {
            statement.setLong(1, transfer);
            statement.setString(2, relation);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Forgets the extents of a relation with their counts, and the open rejects met in them. */
    public void removeExtents(long transfer, String relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                with removed as (
                  delete from stopover.extent
                  where transfer_id = ?
                    and relation = ?
                  returning id)
                delete from stopover.reject
                where extent_id in (select id from removed)
                  and resolved_at is null
                """)) {
            statement.setLong(1, transfer);
            statement.setString(2, relation);
            statement.executeUpdate();
        }
    }

    /**
     * Claims an open extent that nobody else works on until the transaction ends.
     *
     * @param last the extent to take last, because its rows were in use a moment ago; 0 for none
     */
    public Optional<Extent> claim(long transfer, long last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select id, relation, filenode, next_block, end_block, next_key, chunk_units
                from stopover.extent
                where transfer_id = ?
                  and not done
                order by id = ?, id
                limit 1
                for update skip locked
                """)) {
            statement.setLong(1, transfer);
            statement.setLong(2, last);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(extent(row)) : Optional.empty();
            }
        }
    }

    /** Whether any extent is still to be read, be it claimed or not. */
    public boolean hasOpenExtents(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select exists (
                  select 1
                  from stopover.extent
                  where transfer_id = ?
                    and not done)
                """)) {
            statement.setLong(1, transfer);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Records a chunk and moves its extent's cursor behind it. */
    public void advance(long transfer, Epoch epoch, Extent extent, ChunkRecord chunk) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                with moved as (
                  update stopover.extent
                  set next_block = ?,
                      next_key = ?,
                      done = ?,
                      chunk_units = ?,
                      read = read + ?,
                      inserted = inserted + ?,
                      same = same + ?,
                      merged = merged + ?,
                      rejected = rejected + ?
                  where id = ?)
                insert into stopover.chunk
                  (transfer_id, run_id, extent_id, first, last, read, inserted, same, merged, rejected, took)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? * interval '1 millisecond')
                """)) {
            if (chunk.next() instanceof Extent.Blocks) {
                statement.setLong(1, ((Extent.Blocks) chunk.next()).next());
                statement.setNull(2, java.sql.Types.ARRAY);
            } else {
                statement.setNull(1, java.sql.Types.BIGINT);
                statement.setArray(2, array(((Extent.Keys) chunk.next()).after()));
            }
            statement.setBoolean(3, chunk.last());
            statement.setLong(4, chunk.nextUnits());
            bind(statement, 5, chunk.counts());
            statement.setLong(10, extent.id());
            statement.setLong(11, transfer);
            statement.setLong(12, epoch.run());
            statement.setLong(13, extent.id());
            statement.setString(14, chunk.from());
            statement.setString(15, chunk.to());
            bind(statement, 16, chunk.counts());
            statement.setLong(21, chunk.took().toMillis());
            statement.executeUpdate();
        }
    }

    /** Changes the counts of an extent, which a rejected row leaves when it could be moved after all. */
    public void correct(long extent, Counts difference) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.extent
                set read = read + ?,
                    inserted = inserted + ?,
                    same = same + ?,
                    merged = merged + ?,
                    rejected = rejected + ?
                where id = ?
                """)) {
            bind(statement, 1, difference);
            statement.setLong(6, extent);
            statement.executeUpdate();
        }
    }

    /**
     * A chunk that is about to commit.
     *
     * @param from the first block or key, for people
     * @param to the last block or key, for people
     * @param next where the next chunk begins
     * @param last whether the extent is done
     * @param nextUnits how large the next chunk should be, in blocks or rows
     */
    public record ChunkRecord(
            String from, String to, Extent.Cursor next, boolean last, long nextUnits, Counts counts, Duration took) {}

    private Optional<TransferRecord> read(String plan, String name, String locking) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select t.id, t.state, t.definition, coalesce(t.rows_estimate, 0) as rows_estimate,
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
                if (!row.next()) {
                    return Optional.empty();
                }
                Counts counts = new Counts(
                        row.getLong("read"),
                        row.getLong("inserted"),
                        row.getLong("same"),
                        row.getLong("merged"),
                        row.getLong("rejected"));
                return Optional.of(new TransferRecord(
                        row.getLong("id"),
                        TransferState.of(row.getString("state")),
                        row.getString("definition"),
                        row.getLong("rows_estimate"),
                        counts));
            }
        }
    }

    private static Extent extent(ResultSet row) throws SQLException {
        long units = row.getLong("chunk_units");
        OptionalLong chunkUnits = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(units);
        long next = row.getLong("next_block");
        boolean blocks = !row.wasNull();
        Array key = row.getArray("next_key");
        Extent.Cursor cursor = blocks
                ? new Extent.Blocks(row.getLong("filenode"), next, row.getLong("end_block"))
                : new Extent.Keys(Optional.ofNullable(key == null ? null : Arrays.asList((String[]) key.getArray())));
        return new Extent(row.getLong("id"), row.getString("relation"), cursor, chunkUnits);
    }

    private static void bind(PreparedStatement statement, int first, Counts counts) throws SQLException {
        statement.setLong(first, counts.read());
        statement.setLong(first + 1, counts.inserted());
        statement.setLong(first + 2, counts.same());
        statement.setLong(first + 3, counts.merged());
        statement.setLong(first + 4, counts.rejected());
    }

    private @org.jspecify.annotations.Nullable Array array(Optional<List<String>> key) throws SQLException {
        return key.isEmpty()
                ? null
                : connection.createArrayOf("text", key.orElseThrow().toArray());
    }
}

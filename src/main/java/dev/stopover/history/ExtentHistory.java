package dev.stopover.history;

import dev.stopover.database.Identifier;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is recorded of the parts of a transfer's source: who works on which, and how far each has been read. */
public final class ExtentHistory {
    private final Connection connection;

    public ExtentHistory(Connection connection) {
        this.connection = connection;
    }

    /** Adds an extent. */
    public void add(long transfer, String relation, Extent.Cursor cursor) throws SQLException {
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

    /** The relations that have extents, with how many rows of each were inserted or merged. */
    public Map<String, Long> planned(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select relation, sum(inserted + same + merged) as moved
                from stopover.extent
                where transfer_id = ?
                group by relation
                order by relation
                """)) {
            statement.setLong(1, transfer);
            Map<String, Long> planned = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    planned.put(rows.getString("relation"), rows.getLong("moved"));
                }
            }
            return planned;
        }
    }

    /** Forgets all extents of a transfer and the open rejects met in them; how many rows they inserted is kept. */
    public void removeAll(long transfer) throws SQLException {
        removeWhere(transfer, "true");
    }

    /** The same for the extents of one relation. */
    public void remove(long transfer, String relation) throws SQLException {
        removeWhere(transfer, "relation = " + Identifier.literal(relation));
    }

    private void removeWhere(long transfer, String which) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                with removed as (
                  delete from stopover.extent
                  where transfer_id = ?
                    and %s
                  returning id, inserted),
                forgotten as (
                  delete from stopover.reject
                  where extent_id in (select id from removed)
                    and resolved_at is null)
                update stopover.transfer
                set inserted_before = inserted_before + (select coalesce(sum(inserted), 0) from removed)
                where id = ?
                """.formatted(which))) {
            statement.setLong(1, transfer);
            statement.setLong(2, transfer);
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
    public boolean anyOpen(long transfer) throws SQLException {
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

package dev.stopover.history;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * One table as a backup holds it.
 *
 * @param relation its oid when the backup was taken, by which a table is known that was dropped and created again
 * @param parts the oids of the tables that held its rows: itself, or its partitions
 * @param copy the name of the copy in a snapshot's schema
 * @param columns all columns over which the checksum is taken, in its order
 * @param generated those of the columns that the server computes
 * @param checksum the sum of the hashes of all rows as text
 * @param sequences the last values of the sequences that its columns own, as a JSON object by column
 */
public record BackupTable(
        String schema,
        String name,
        long relation,
        boolean partitioned,
        List<Long> parts,
        Optional<String> copy,
        List<String> columns,
        List<String> generated,
        long rows,
        BigInteger checksum,
        String sequences) {
    public BackupTable {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
        generated = List.copyOf(generated);
    }

    /** The columns that an insert must name. */
    public List<String> stored() {
        return columns.stream().filter(column -> !generated.contains(column)).toList();
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}

package dev.stopover.database;

/**
 * A table, partition, view or foreign table of one database, as its catalog describes it at one instant.
 *
 * @param filenode the file that holds it, which VACUUM FULL and CLUSTER replace; 0 where there is none
 * @param blocks the size of the file in blocks; 0 where there is none
 * @param estimatedRows what the planner believes; -1 when it was never analyzed
 */
public record Relation(
        long oid, String schema, String name, RelationKind kind, long filenode, long blocks, long estimatedRows) {
    /** The quoted name with its schema. */
    public String quoted() {
        return Identifier.quote(schema) + "." + Identifier.quote(name);
    }

    /** Whether it can be read by ranges of blocks. */
    public boolean hasBlocks() {
        return kind == RelationKind.TABLE;
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}

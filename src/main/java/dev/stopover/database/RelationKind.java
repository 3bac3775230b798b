package dev.stopover.database;

/** What kind of relation a name stands for, with the letter of {@code pg_class.relkind}. */
public enum RelationKind {
    TABLE("r"),
    PARTITIONED_TABLE("p"),
    VIEW("v"),
    MATERIALIZED_VIEW("m"),
    FOREIGN_TABLE("f");

    private final String letter;

    RelationKind(String letter) {
        this.letter = letter;
    }

    static RelationKind of(String letter) {
        for (RelationKind kind : values()) {
            if (kind.letter.equals(letter)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a relation that holds rows: relkind " + letter);
    }

    /** Whether rows can be locked and triggers can be put on it: an ordinary or a partitioned table. */
    public boolean isTable() {
        return this == TABLE || this == PARTITIONED_TABLE;
    }
}

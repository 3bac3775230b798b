package dev.stopover.database;

/**
 * A column as the catalog describes it.
 *
 * @param type the type with its modifier, as {@code format_type} writes it: {@code character varying(20)}
 * @param baseType the type below all domains and without a modifier: {@code character varying}. A cast to it never cuts
 *     a value off, while an explicit cast to {@code varchar(20)} does.
 * @param comparesByValue whether the type's {@code =} tells any two different values apart; not so for {@code json},
 *     which has none, nor for {@code citext} or {@code box}, whose operator ignores case or compares areas
 */
public record Column(
        String name, String type, String baseType, boolean notNull, Origin origin, boolean comparesByValue) {
    /** Where a value comes from when an insert names none. */
    public enum Origin {
        ORDINARY,
        IDENTITY_BY_DEFAULT,
        IDENTITY_ALWAYS,
        GENERATED
    }
}

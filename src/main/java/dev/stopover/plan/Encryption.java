package dev.stopover.plan;

/**
 * A column whose values are encrypted into another column of the same table.
 *
 * @param column the column that holds them as text
 * @param into the column that holds them encrypted, a {@code bytea}
 * @param key the name of the key that encrypts them
 */
public record Encryption(String name, TableName table, String column, String into, String key, Position position) {}

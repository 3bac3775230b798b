package dev.stopover.sql;

import java.util.Optional;

/** The name of a table or index as a statement gives it, without quotes; without a schema it is found on the search path. */
public record ObjectName(Optional<String> schema, String name) {
    @Override
    public String toString() {
        return schema.map(s -> s + "." + name).orElse(name);
    }
}

package dev.stopover.plan;

import java.util.Optional;

/** A table's name as a plan says it, unquoted; without a schema it is found on the search path. */
public record TableName(Optional<String> schema, String name) {
    @Override
    public String toString() {
        return schema.map(s -> s + "." + name).orElse(name);
    }
}

package dev.stopover.sql;

import java.util.Optional;
import java.util.Set;

/** Functions of PostgreSQL and its common extensions that give another value each time, so that nothing can be found again by it. */
public final class VolatileFunctions {
    private static final Set<String> NAMES = Set.of(
            "clock_timestamp",
            "current_date",
            "current_time",
            "current_timestamp",
            "currval",
            "gen_random_bytes",
            "gen_random_uuid",
            "gen_salt",
            "gen_uuid_v7",
            "lastval",
            "localtime",
            "localtimestamp",
            "nextval",
            "now",
            "pg_current_xact_id",
            "random",
            "random_normal",
            "setval",
            "statement_timestamp",
            "timeofday",
            "transaction_timestamp",
            "txid_current",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "uuid_generate_v7",
            "uuidv4",
            "uuidv7");

    private VolatileFunctions() {}

    /** Whether PostgreSQL or a common extension has a function of that name which is of that sort. */
    public static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    /** The first function of that sort that the expression calls, as far as names tell. */
    public static Optional<String> firstIn(String expression) {
        return FunctionCalls.in(expression).stream().filter(NAMES::contains).findFirst();
    }
}

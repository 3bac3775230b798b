package dev.stopover.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;

/** Loads the old massava schema with its demo rows. */
final class OldMassava {
    static final int BOOKINGS_TO_MOVE = 312;

    private OldMassava() {}

    /** Fills an empty database; at scale 1 there are 312 bookings to move. */
    static void load(BenchServer server, String database, int scale) throws SQLException, IOException {
        server.execute(database, script("schema.sql"));
        // Foreign keys are enforced by triggers, which this setting turns off: the generated rows refer to each other.
        server.execute(
                database,
                "set session_replication_role = replica;\nset stopover.scale = " + scale + ";\n" + script("data.sql"));
    }

    private static String script(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(OldMassava.class.getResourceAsStream("/db/demo/massava/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

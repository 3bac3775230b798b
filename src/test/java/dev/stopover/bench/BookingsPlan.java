package dev.stopover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A plan in {@code bench/bookings} that moves bookings in its last phase, and the plain statement that does the same.
 *
 * @param name the plan's folder
 * @param before the phase after which only bookings are left to move
 */
record BookingsPlan(String name, String before) {
    private static final Path BUNDLED = Path.of("src/main/resources/db/migration/massava/expand");

    /** The plan that {@code BENCH_PLAN} names. */
    static BookingsPlan chosen() {
        String name = Setting.text("BENCH_PLAN", "copy");
        return switch (name) {
            case "copy" -> new BookingsPlan(name, "expand");
            case "follow" -> new BookingsPlan(name, "people");
            default -> throw new IllegalArgumentException("BENCH_PLAN is copy or follow, not " + name);
        };
    }

    /** One statement that moves what the last phase moves. */
    String plainSql() throws IOException {
        return Files.readString(folder().resolve("plain.sql"));
    }

    /** Writes the plan into a folder of its own; where it has no scripts it gets those of the bundled plan. */
    Path write(boolean live) throws IOException {
        Path written = Files.createTempDirectory("bench");
        String plan = Files.readString(folder().resolve("plan.yaml"));
        Files.writeString(written.resolve("plan.yaml"), plan.replace("\nlive: false\n", "\nlive: " + live + "\n"));
        Path expand = Files.createDirectory(written.resolve("expand"));
        Path own = folder().resolve("expand");
        try (var scripts = Files.list(Files.exists(own) ? own : BUNDLED)) {
            for (Path script : scripts.toList()) {
                Files.copy(script, expand.resolve(script.getFileName()));
            }
        }
        return written;
    }

    private Path folder() {
        return Path.of("bench/bookings", name);
    }
}

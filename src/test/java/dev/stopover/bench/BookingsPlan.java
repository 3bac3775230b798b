package dev.stopover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bundled plan's move of bookings in a phase of its own, so that only it happens in a round. */
final class BookingsPlan {
    private static final Path SOURCE = Path.of("bench/bookings/plan.yaml");
    private static final Path SCRIPTS = Path.of("src/main/resources/db/migration/massava/expand");

    private BookingsPlan() {}

    /** Writes the plan with the bundled plan's scripts into a folder. */
    static Path write(boolean live) throws IOException {
        Path directory = Files.createTempDirectory("bench");
        Files.writeString(
                directory.resolve("plan.yaml"),
                Files.readString(SOURCE).replace("\nlive: false\n", "\nlive: " + live + "\n"));
        Path expand = Files.createDirectory(directory.resolve("expand"));
        try (var scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.toList()) {
                Files.copy(script, expand.resolve(script.getFileName()));
            }
        }
        return directory;
    }
}

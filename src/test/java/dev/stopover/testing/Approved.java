package dev.stopover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares texts with approved files. With {@code -Dstopover.approve} the files are written instead, to be looked at
 * before they are committed.
 */
public final class Approved {
    private Approved() {}

    /** Asserts that the text is what the file, relative to the project, contains. */
    public static void verify(Path file, String text) {
        try {
            if (System.getProperty("stopover.approve") != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as("%s; to renew it: mvn test -Dstopover.approve -Dtest=...", file)
                    .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

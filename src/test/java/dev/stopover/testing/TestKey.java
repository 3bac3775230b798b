package dev.stopover.testing;

import dev.stopover.cipher.FileKeySource;
import dev.stopover.cipher.KeySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Key files for tests. */
public final class TestKey {
    private TestKey() {}

    private static final class Holder {
        static final Path FILE = newFile();
    }

    /** The same key throughout a JVM. */
    public static KeySource source() {
        return new FileKeySource(Holder.FILE);
    }

    /** The file of {@link #source()}. */
    public static Path file() {
        return Holder.FILE;
    }

    /** A file with a key of its own. */
    public static Path newFile() {
        try {
            Path file = Files.createTempDirectory("stopover-key").resolve("key");
            FileKeySource.create(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.stopover.backup;

import dev.stopover.database.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The file of a dump: written under another name, so that a file of this name is always a whole one, and readable for
 * its owner only, since every row of the database is in it.
 */
record DumpFile(Path path) {
    private static final int BUFFER = 1 << 20;

    DumpFile {
        path = path.toAbsolutePath().normalize();
    }

    /** The name while it is written. */
    Path partial() {
        return path.resolveSibling(path.getFileName() + ".partial");
    }

    /** Makes the empty file under its other name. */
    void create() throws IOException {
        Path folder = path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Files.createFile(partial(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Gives a file that was written to its end its name, so that a crash of the machine takes neither. */
    void publish() throws IOException {
        force(partial(), StandardOpenOption.WRITE);
        Files.move(partial(), path, StandardCopyOption.ATOMIC_MOVE);
        Path folder = path.getParent();
        if (folder != null) {
            force(folder, StandardOpenOption.READ);
        }
    }

    boolean exists() {
        return Files.isRegularFile(path);
    }

    long size() throws IOException {
        return Files.size(path);
    }

    /** Removes the file under both names. */
    void delete() throws IOException {
        Files.deleteIfExists(partial());
        Files.deleteIfExists(path);
    }

    /** The hash of its bytes in hex. */
    String sha256(StopSignal stop) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
                stop.check();
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

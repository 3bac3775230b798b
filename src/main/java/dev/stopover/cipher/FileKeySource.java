package dev.stopover.cipher;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import dev.stopover.failure.BlockedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** A file with 32 random bytes in Base64, as {@code openssl rand -base64 32} writes it; read anew for each use. */
public final class FileKeySource implements KeySource {
    private static final int BYTES = 32;
    private static final String REMEDY = "Make one with: openssl rand -base64 32 > PATH.";

    private final Path file;

    public FileKeySource(Path file) {
        this.file = file;
    }

    /** Writes a new key to a file that is not there yet. */
    public static FileKeySource create(Path file) throws IOException {
        Files.writeString(file, Base64.getEncoder().encodeToString(Random.randBytes(BYTES)) + "\n");
        return new FileKeySource(file);
    }

    @Override
    public byte[] wrap(byte[] key, KeyPurpose purpose) {
        try {
            return new AesGcmJce(read()).encrypt(key, purpose.associated());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", e);
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, KeyPurpose purpose) {
        try {
            return new AesGcmJce(read()).decrypt(wrapped, purpose.associated());
        } catch (GeneralSecurityException e) {
            throw new BlockedException(
                    "the key in " + file + " is not the one that this database's keys are wrapped with",
                    "Give the file that was used when values were first encrypted here.",
                    e);
        }
    }

    /** No message may quote what is in the file. */
    private byte[] read() {
        byte[] key;
        try {
            key = Base64.getMimeDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new BlockedException(
                    "the key file " + file + " cannot be read: " + e.getClass().getSimpleName(), REMEDY);
        } catch (IllegalArgumentException e) {
            throw new BlockedException("the key file " + file + " is not Base64", REMEDY);
        }
        if (key.length != BYTES) {
            throw new BlockedException(
                    "the key file " + file + " holds " + key.length + " bytes, not " + BYTES + " in Base64", REMEDY);
        }
        return key;
    }
}

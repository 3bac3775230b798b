package dev.stopover.cipher;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.UsageException;
import java.nio.file.Path;

/** Keeps the key that the keys of values are wrapped with. That key never leaves it. */
public interface KeySource {
    /** How a source is written. */
    String KINDS = "file:PATH or aws-kms:ARN";

    /** What there is when none was given; everything but asking for it works without. */
    KeySource NONE = new KeySource() {
        @Override
        public byte[] wrap(byte[] key, KeyPurpose purpose) {
            throw missing();
        }

        @Override
        public byte[] unwrap(byte[] wrapped, KeyPurpose purpose) {
            throw missing();
        }

        private BlockedException missing() {
            return new BlockedException(
                    "values are to be encrypted or decrypted, and no key was given", "Give --keys " + KINDS + ".");
        }
    };

    /**
     * Encrypts a key.
     *
     * @throws BlockedException when the source does not have its own key, or may not use it
     */
    byte[] wrap(byte[] key, KeyPurpose purpose);

    /**
     * Decrypts a key.
     *
     * @throws BlockedException when it was wrapped with another key or for another purpose, or as in {@link #wrap}
     */
    byte[] unwrap(byte[] wrapped, KeyPurpose purpose);

    /**
     * The source that a setting names, as {@link #KINDS} says.
     *
     * @throws UsageException when there is no such kind
     */
    static KeySource of(String setting) {
        int colon = setting.indexOf(':');
        String named = setting.substring(colon + 1);
        if (setting.startsWith("file:") && !named.isEmpty()) {
            return new FileKeySource(Path.of(named));
        }
        if (setting.startsWith("aws-kms:") && !named.isEmpty()) {
            return new AwsKmsKeySource(named);
        }
        throw new UsageException("--keys " + setting + " names no source of keys", "Write --keys " + KINDS + ".");
    }
}

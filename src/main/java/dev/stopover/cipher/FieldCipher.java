package dev.stopover.cipher;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Encrypts and decrypts values with one key by AES-256-GCM. What comes out is what Tink writes for a keyset: a byte 1, the
 * number of the key in four bytes, 12 bytes of nonce, the ciphertext, 16 bytes of tag.
 */
public final class FieldCipher {
    private static final byte VERSION = 1;
    private static final int PREFIX = 1 + Integer.BYTES;
    private static final int KEY_BYTES = 32;

    private final byte[] prefix;
    private final AesGcmJce cipher;

    /** @param id tells this key from others that values may be encrypted with */
    public FieldCipher(int id, byte[] key) {
        this.prefix = ByteBuffer.allocate(PREFIX).put(VERSION).putInt(id).array();
        try {
            this.cipher = new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a key for AES-GCM", e);
        }
    }

    /** A key for values, random. */
    public static byte[] newKey() {
        return Random.randBytes(KEY_BYTES);
    }

    /** A number for a key, random and positive. */
    public static int newId() {
        return Math.max(1, ByteBuffer.wrap(Random.randBytes(Integer.BYTES)).getInt() & Integer.MAX_VALUE);
    }

    /** Encrypts a text, each time to other bytes. */
    public byte[] encrypt(String text, byte[] associated) {
        try {
            byte[] sealed = cipher.encrypt(text.getBytes(StandardCharsets.UTF_8), associated);
            return ByteBuffer.allocate(PREFIX + sealed.length)
                    .put(prefix)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", e);
        }
    }

    /**
     * Decrypts a text.
     *
     * @throws GeneralSecurityException when it was encrypted with another key or for another place, or was changed
     */
    public String decrypt(byte[] sealed, byte[] associated) throws GeneralSecurityException {
        if (sealed.length < PREFIX || !Arrays.equals(prefix, Arrays.copyOf(sealed, PREFIX))) {
            throw new GeneralSecurityException("encrypted with another key");
        }
        return new String(
                cipher.decrypt(Arrays.copyOfRange(sealed, PREFIX, sealed.length), associated), StandardCharsets.UTF_8);
    }
}

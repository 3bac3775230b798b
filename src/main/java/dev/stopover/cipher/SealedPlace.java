package dev.stopover.cipher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a value belongs to, as associated data of its encryption: put anywhere else it cannot be decrypted. */
public final class SealedPlace {
    private SealedPlace() {}

    /** The parts in UTF-8, each behind its length in four bytes, so that no two lists give the same bytes. */
    public static byte[] of(List<String> parts) {
        List<byte[]> encoded = parts.stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
        ByteBuffer bytes = ByteBuffer.allocate(
                encoded.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
        encoded.forEach(part -> bytes.putInt(part.length).put(part));
        return bytes.array();
    }
}

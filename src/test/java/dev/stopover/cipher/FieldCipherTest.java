package dev.stopover.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldCipherTest {
    private static final KeyPurpose PURPOSE = new KeyPurpose("firms", "notes");

    private final byte[] key = FieldCipher.newKey();
    private final FieldCipher cipher = new FieldCipher(77, key);
    private final byte[] place = SealedPlace.of(List.of("public", "notes", "sealed", "1"));

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Zoë 前任者 🤫\n\u0001", "0123456789 0123456789 0123456789 0123456789"})
    void decryptsWhatItEncrypted(String text) throws GeneralSecurityException {
        assertThat(cipher.decrypt(cipher.encrypt(text, place), place)).isEqualTo(text);
    }

    @Test
    void theSameTextBecomesOtherBytesEachTime() {
        assertThat(cipher.encrypt("a", place)).isNotEqualTo(cipher.encrypt("a", place));
    }

    @Test
    void isPlainAesGcmBehindTheNumberOfTheKey() throws GeneralSecurityException {
        // Given
        byte[] sealed = cipher.encrypt("Zoë", place);
        Cipher plain = Cipher.getInstance("AES/GCM/NoPadding");
        plain.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, sealed, 5, 12));
        plain.updateAAD(place);

        // When
        byte[] text = plain.doFinal(sealed, 17, sealed.length - 17);

        // Then
        assertThat(new String(text, java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("Zoë");
        assertThat(Arrays.copyOf(sealed, 5)).containsExactly(1, 0, 0, 0, 77);
    }

    @Test
    void everyBitMatters() {
        // Given
        byte[] sealed = cipher.encrypt("note", place);

        // When
        long refused = IntStream.range(0, sealed.length * 8)
                .filter(bit -> {
                    byte[] changed = sealed.clone();
                    changed[bit / 8] ^= (byte) (1 << bit % 8);
                    return isRefused(cipher, changed, place);
                })
                .count();

        // Then
        assertThat(refused).isEqualTo(sealed.length * 8L);
    }

    @Test
    void anotherPlaceOrKeyIsRefused() {
        // Given
        byte[] sealed = cipher.encrypt("note", place);

        // Then
        assertThat(isRefused(cipher, sealed, SealedPlace.of(List.of("public", "notes", "sealed", "2"))))
                .isTrue();
        assertThat(isRefused(cipher, sealed, SealedPlace.of(List.of("public", "notes", "other", "1"))))
                .isTrue();
        assertThat(isRefused(new FieldCipher(77, FieldCipher.newKey()), sealed, place))
                .isTrue();
        assertThat(isRefused(new FieldCipher(78, key), sealed, place)).isTrue();
        assertThat(isRefused(cipher, new byte[3], place)).isTrue();
    }

    @Test
    void partsOfAPlaceCannotRunIntoEachOther() {
        assertThat(SealedPlace.of(List.of("a", "bc"))).isNotEqualTo(SealedPlace.of(List.of("ab", "c")));
    }

    @Test
    void aKeyIsUnwrappedByTheFileThatWrappedItAndForItsPurpose(@TempDir Path folder) throws Exception {
        // Given
        KeySource file = FileKeySource.create(folder.resolve("one"));
        KeySource other = FileKeySource.create(folder.resolve("two"));
        byte[] wrapped = file.wrap(key, PURPOSE);

        // Then
        assertThat(KeySource.of("file:" + folder.resolve("one")).unwrap(wrapped, PURPOSE))
                .isEqualTo(key);
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> other.unwrap(wrapped, PURPOSE))
                .withMessageContaining("is not the one");
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> file.unwrap(wrapped, new KeyPurpose("firms", "other")));
    }

    @Test
    void aFileThatHoldsNoKeyIsNotQuoted(@TempDir Path folder) throws Exception {
        // Given
        Path file = folder.resolve("key");
        for (String content : List.of("c2VjcmV0", "not base64 but secret!", "")) {
            Files.writeString(file, content);

            // Then
            assertThatExceptionOfType(BlockedException.class)
                    .isThrownBy(() -> new FileKeySource(file).wrap(key, PURPOSE))
                    .withMessageNotContaining("c2V")
                    .withMessageNotContaining("secret");
        }
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> new FileKeySource(folder.resolve("missing")).wrap(key, PURPOSE))
                .withMessageContaining("cannot be read");
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> KeySource.of("vault:x"));
    }

    private static boolean isRefused(FieldCipher by, byte[] sealed, byte[] place) {
        try {
            by.decrypt(sealed, place);
            return false;
        } catch (GeneralSecurityException e) {
            return true;
        }
    }
}

package dev.stopover.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.testing.LocalKms;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwsKmsKeySourceTest {
    private static final KeyPurpose PURPOSE = new KeyPurpose("firms", "notes");

    private final byte[] key = FieldCipher.newKey();
    private LocalKms kms;
    private String arn;

    /** The library takes properties of the JVM in the same places as environment variables. */
    @BeforeEach
    void start() throws IOException {
        kms = new LocalKms();
        arn = kms.newKey("one");
        Map<String, String> environment = kms.environment();
        System.setProperty("aws.endpointUrlKms", environment.get("AWS_ENDPOINT_URL_KMS"));
        System.setProperty("aws.accessKeyId", environment.get("AWS_ACCESS_KEY_ID"));
        System.setProperty("aws.secretAccessKey", environment.get("AWS_SECRET_ACCESS_KEY"));
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.endpointUrlKms");
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.clearProperty("aws.region");
        kms.close();
    }

    @Test
    void unwrapsWhatItWrappedAndSaysWhatFor() {
        // Given
        KeySource source = KeySource.of("aws-kms:" + arn);

        // When
        byte[] wrapped = source.wrap(key, PURPOSE);

        // Then
        assertThat(wrapped).isNotEqualTo(key);
        assertThat(source.unwrap(wrapped, PURPOSE)).isEqualTo(key);
        assertThat(kms.asked())
                .containsExactly(
                        "TrentService.Encrypt {stopover-key=notes, stopover-plan=firms}",
                        "TrentService.Decrypt {stopover-key=notes, stopover-plan=firms}");
    }

    @Test
    void anotherKeyOrPurposeIsRefused() {
        // Given
        byte[] wrapped = KeySource.of("aws-kms:" + arn).wrap(key, PURPOSE);
        KeySource other = KeySource.of("aws-kms:" + kms.newKey("two"));

        // Then
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> other.unwrap(wrapped, PURPOSE))
                .withMessageContaining("is not the one");
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> KeySource.of("aws-kms:" + arn).unwrap(wrapped, new KeyPurpose("firms", "other")))
                .withMessageContaining("is not the one");
    }

    @Test
    void aKeyThatIsNotThereIsSaidWithWhatAwsSays() {
        // Given
        kms.remove(arn);

        // Then
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> KeySource.of("aws-kms:" + arn).wrap(key, PURPOSE))
                .withMessageContaining("NotFoundException: Key '" + arn + "' does not exist")
                .satisfies(e -> assertThat(e.remedy()).contains("kms:Decrypt"));
    }

    @Test
    void anotherSecretIsRefused() {
        // Given
        System.setProperty("aws.secretAccessKey", "guessed");

        // Then
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> KeySource.of("aws-kms:" + arn).wrap(key, PURPOSE))
                .withMessageContaining("InvalidSignatureException")
                .withMessageNotContaining("guessed");
        assertThat(kms.asked()).isEmpty();
    }

    @Test
    void anAliasNeedsTheRegionFromElsewhere() {
        // Given
        System.setProperty("aws.region", LocalKms.REGION);

        // Then
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> KeySource.of("aws-kms:alias/none").wrap(key, PURPOSE))
                .withMessageContaining("Key 'alias/none' does not exist");
    }

    @Test
    void anOverloadedServiceIsWorthAnotherTry() {
        // Given
        kms.overload();

        // Then
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> KeySource.of("aws-kms:" + arn).wrap(key, PURPOSE))
                .withMessageContaining("KMSInternalException");
    }

    @Test
    void anEndpointThatIsNotThereIsWorthAnotherTry() {
        // Given
        kms.close();

        // Then
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> KeySource.of("aws-kms:" + arn).wrap(key, PURPOSE))
                .withMessageContaining("cannot be reached");
    }
}

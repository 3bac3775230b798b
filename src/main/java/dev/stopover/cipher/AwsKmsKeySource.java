package dev.stopover.cipher;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * A key that never leaves AWS KMS, named by its ARN, its id or an alias. Credentials, and the region where an ARN does not
 * say it, are looked for where AWS' own tools look. Nothing of AWS' library is loaded before the first call.
 */
final class AwsKmsKeySource implements KeySource {
    /** With all attempts; more than that and nobody answers. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int SERVER_ERROR = 500;

    private final String key;

    AwsKmsKeySource(String key) {
        this.key = key;
    }

    @Override
    public byte[] wrap(byte[] plain, KeyPurpose purpose) {
        return ask(kms -> kms.encrypt(request -> request.keyId(key)
                        .plaintext(SdkBytes.fromByteArray(plain))
                        .encryptionContext(purpose.context()))
                .ciphertextBlob());
    }

    @Override
    public byte[] unwrap(byte[] wrapped, KeyPurpose purpose) {
        return ask(kms -> kms.decrypt(request -> request.keyId(key)
                        .ciphertextBlob(SdkBytes.fromByteArray(wrapped))
                        .encryptionContext(purpose.context()))
                .plaintext());
    }

    private byte[] ask(Function<KmsClient, SdkBytes> question) {
        try (KmsClient kms = client()) {
            return question.apply(kms).asByteArray();
        } catch (InvalidCiphertextException | IncorrectKeyException e) {
            throw new BlockedException(
                    "the AWS KMS key " + key + " is not the one that this database's keys are wrapped with",
                    "Give the key that was used when values were first encrypted here.",
                    e);
        } catch (AwsServiceException e) {
            throw refusal(e);
        } catch (SdkClientException e) {
            throw failure(e);
        }
    }

    private KmsClient client() {
        KmsClientBuilder builder = KmsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(LIMIT));
        region().ifPresent(builder::region);
        return builder.build();
    }

    /** The fourth part of {@code arn:aws:kms:eu-central-1:111122223333:key/…}. */
    private Optional<Region> region() {
        String[] parts = key.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn") ? Optional.of(Region.of(parts[3])) : Optional.empty();
    }

    private StopoverException refusal(AwsServiceException e) {
        String said = Optional.ofNullable(e.awsErrorDetails())
                .map(details -> details.errorCode() + ": " + details.errorMessage())
                .orElse("status " + e.statusCode());
        if (e.isThrottlingException() || e.statusCode() >= SERVER_ERROR) {
            return new UnreachableException(
                    "AWS KMS does not answer for key " + key + ": " + said, "Try again later.", e);
        }
        return new BlockedException(
                "AWS refuses the use of the KMS key " + key + ": " + said,
                "See that it is enabled, and that whoever runs stopover may kms:Encrypt and kms:Decrypt with it.",
                e);
    }

    private StopoverException failure(SdkClientException e) {
        if (e instanceof ApiCallTimeoutException || e.getCause() instanceof IOException) {
            return new UnreachableException(
                    "AWS KMS cannot be reached for key " + key + ": " + e.getMessage(),
                    "See that its endpoint is allowed from here, and try again.",
                    e);
        }
        return new BlockedException(
                "AWS KMS cannot be asked for key " + key + ": " + e.getMessage(),
                "Set AWS_REGION unless the key is given as an ARN, and give credentials as for AWS' own tools: a role of the"
                        + " pod, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
                e);
    }
}

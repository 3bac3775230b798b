package dev.stopover.cli;

import dev.stopover.cipher.KeySource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the key is from with which the keys of encrypted values are wrapped. */
final class KeyOptions {
    @Option(
            names = "--keys",
            paramLabel = "SOURCE",
            description = "Where the key is from that wraps those of encrypted values: file:PATH, a file of 32 random "
                    + "bytes in Base64, or aws-kms:ARN, a key in AWS KMS. Needed by plans that encrypt.")
    private @Nullable String keys;

    /** The source; {@link KeySource#NONE} when none is given. */
    KeySource source() {
        return keys == null ? KeySource.NONE : KeySource.of(keys);
    }
}

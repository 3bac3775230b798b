package dev.stopover.cipher;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner;

/**
 * What AWS' client would do with its optional native library, which is not in this program: in the native binary every
 * class must be there that a reachable method names. KMS asks for none of it.
 */
final class AwsWithoutCrt {
    private AwsWithoutCrt() {}

    private static IllegalStateException missing(String what) {
        return new IllegalStateException(what + " needs AWS' native library, which this program does not have");
    }

    /** Signs for several regions at once, which only multi-region access points of S3 ask for. */
    @TargetClass(className = "software.amazon.awssdk.http.auth.aws.internal.scheme.DefaultAwsV4aAuthScheme")
    static final class Scheme {
        private Scheme() {}

        @Substitute
        public AwsV4aHttpSigner signer() {
            throw missing("the signature SigV4a");
        }
    }

    /** Checksums of S3's uploads. */
    @TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
    static final class Checksums {
        private Checksums() {}

        @Substitute
        static SdkChecksum createCrtCrc32C() {
            throw missing("the checksum CRC32C");
        }

        @Substitute
        static SdkChecksum crc64NvmeCrtImplementation() {
            throw missing("the checksum CRC64NVME");
        }

        @Substitute
        static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
            throw missing("the checksum " + algorithm.algorithmId());
        }
    }
}

package dev.stopover.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "1kB, 1024, 1.0 kB",
        "100MB, 104857600, 100 MB",
        "10 gb, 10737418240, 10 GB",
        "2TB, 2199023255552, 2.0 TB"
    })
    void readsAndWritesSizesAsPostgresDoes(String text, long bytes, String written) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes)).hasToString(written);
    }

    @Test
    void writesFewBytesAsBytes() {
        assertThat(new ByteSize(12)).hasToString("12 bytes");
    }

    @Test
    void refusesWhatIsNoSize() {
        assertThatThrownBy(() -> ByteSize.parse("10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'10' is not a size such as 500MB or 10GB");
    }
}

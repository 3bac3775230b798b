package dev.stopover.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreTimesThatWereMeasured() {
        // Given: 100 ms down to 1 ms
        Latencies latencies = new Latencies(IntStream.range(0, 100)
                .mapToObj(i -> Duration.ofMillis(100 - i))
                .toList());

        // When / Then
        assertThat(latencies.p50()).isEqualTo(Duration.ofMillis(50));
        assertThat(latencies.p95()).isEqualTo(Duration.ofMillis(95));
    }

    @Test
    void theSlowestOfAFewIsTheir95thPercentile() {
        // Given
        Latencies latencies = new Latencies(List.of(Duration.ofMillis(3), Duration.ofMillis(1), Duration.ofMillis(2)));

        // When / Then
        assertThat(latencies.p50()).isEqualTo(Duration.ofMillis(2));
        assertThat(latencies.p95()).isEqualTo(Duration.ofMillis(3));
    }

    @Test
    void nothingHasNoPercentiles() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Latencies(List.of()));
    }
}

package dev.stopover.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a query that took longer counts as slower. */
class ComparedQueryTest {
    @ParameterizedTest
    @CsvSource({
        "1000, 200, 200, true", // the median is within the limit, whatever single pairs say
        "1200, 200, 111, true",
        "1200, 200, 112, false",
        "1200, 1000, 526, true",
        "1200, 1000, 527, false",
        "1200, 1, 1, false",
        "1200, 4, 3, true",
        "1200, 4, 4, false",
    })
    void failsWhenMorePairsAreSlowerThanChanceBringsAbout(int after, int executions, int slower, boolean fastEnough) {
        // When
        ComparedQuery query = new ComparedQuery(
                "orders", executions, slower, side(1000), side(after), Optional.of(new BigDecimal("1.05")));

        // Then
        assertThat(query.fastEnough()).isEqualTo(fastEnough);
    }

    private static Side side(int micros) {
        return new Side(new Latencies(List.of(Duration.ofNanos(micros * 1000L))), 1, List.of(), new Side.Buffers(1, 0));
    }
}

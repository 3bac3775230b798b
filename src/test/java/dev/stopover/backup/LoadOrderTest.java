package dev.stopover.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.backup.LoadOrder.ForeignKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadOrderTest {
    @Test
    void putsATableBehindThoseToWhichItRefers() {
        // When
        LoadOrder order = LoadOrder.of(List.of(1L, 2L, 3L), List.of(key(1, 2), key(2, 3), key(1, 3), key(1, 1)));

        // Then
        assertThat(order.tables()).containsExactly(3L, 2L, 1L);
        assertThat(order.late()).isEmpty();
    }

    @Test
    void letsAForeignKeyWaitThatClosesACircle() {
        // When
        LoadOrder order = LoadOrder.of(List.of(1L, 2L, 3L), List.of(key(1, 2), key(2, 1), key(3, 1)));

        // Then
        assertThat(order.tables()).containsExactly(1L, 2L, 3L);
        assertThat(order.late()).containsExactly(key(1, 2));
    }

    private static ForeignKey key(long from, long to) {
        return new ForeignKey(from, to, "t" + from, "k" + from + to, false);
    }
}

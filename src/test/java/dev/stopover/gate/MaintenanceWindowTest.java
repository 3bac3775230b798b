package dev.stopover.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.plan.Gate;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In 2026 Berlin's clocks skip 02:00 to 03:00 on 29 March and repeat it on 25 October. */
class MaintenanceWindowTest {
    @ParameterizedTest(name = "{0}-{1} {2} at {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    22:00 | 04:00 | Europe/Berlin   | 2026-01-10T20:59:59Z | false
                    22:00 | 04:00 | Europe/Berlin   | 2026-01-10T21:00:00Z | true
                    22:00 | 04:00 | Europe/Berlin   | 2026-01-11T02:59:59Z | true
                    22:00 | 04:00 | Europe/Berlin   | 2026-01-11T03:00:00Z | false
                    22:00 | 04:00 | Europe/Berlin   | 2026-07-10T20:00:00Z | true
                    02:00 | 05:00 | America/Denver  | 2026-01-10T09:00:00Z | true
                    02:00 | 05:00 | America/Denver  | 2026-01-10T12:00:00Z | false
                    02:00 | 03:00 | Europe/Berlin   | 2026-03-29T01:00:00Z | false
                    02:30 | 04:00 | Europe/Berlin   | 2026-03-29T01:00:00Z | true
                    02:00 | 03:00 | Europe/Berlin   | 2026-10-25T00:59:59Z | true
                    02:00 | 03:00 | Europe/Berlin   | 2026-10-25T01:59:59Z | true
                    02:00 | 03:00 | Europe/Berlin   | 2026-10-25T02:00:00Z | false
                    """)
    void isOpenByTheClockOnTheWall(LocalTime from, LocalTime to, ZoneId zone, Instant now, boolean open) {
        // When / Then
        assertThat(new MaintenanceWindow(new Gate.Window(from, to, zone)).isOpen(now))
                .isEqualTo(open);
    }

    @ParameterizedTest(name = "{0}-{1} {2} after {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    22:00 | 04:00 | Europe/Berlin   | 2026-01-10T12:00:00Z | 2026-01-10T21:00:00Z
                    22:00 | 04:00 | Europe/Berlin   | 2026-01-11T03:00:00Z | 2026-01-11T21:00:00Z
                    22:00 | 04:00 | Europe/Berlin   | 2026-01-11T01:00:00Z | 2026-01-11T01:00:00Z
                    22:00 | 04:00 | Pacific/Auckland | 2026-07-10T12:00:00Z | 2026-07-10T12:00:00Z
                    22:00 | 23:00 | Pacific/Auckland | 2026-07-10T12:00:00Z | 2026-07-11T10:00:00Z
                    02:00 | 03:00 | Europe/Berlin   | 2026-03-29T00:59:59Z | 2026-03-30T00:00:00Z
                    02:30 | 04:00 | Europe/Berlin   | 2026-03-29T00:59:59Z | 2026-03-29T01:00:00Z
                    02:30 | 02:45 | Europe/Berlin   | 2026-10-25T00:46:00Z | 2026-10-25T01:30:00Z
                    01:30 | 02:30 | Europe/Berlin   | 2026-10-25T00:40:00Z | 2026-10-25T01:00:00Z
                    """)
    void opensNextAt(LocalTime from, LocalTime to, ZoneId zone, Instant now, Instant opening) {
        // When / Then
        assertThat(new MaintenanceWindow(new Gate.Window(from, to, zone)).nextOpening(now))
                .isEqualTo(opening);
    }
}

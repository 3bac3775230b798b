package dev.stopover.run;

import static dev.stopover.run.Trip.phase;
import static dev.stopover.run.Trip.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final String TWICE = """
            create table person (ssn text);
            insert into person select 'secret-' || 4700 + g % 1 + 11 from generate_series(1, 2) g;
            create unique index person_ssn on person (ssn);
            """;

    private final Trip trip = new Trip();

    @Test
    void valuesOfRowsThatBreakAConstraintAreNotTold() throws SQLException {
        // Given
        List<String> events = new CopyOnWriteArrayList<>();
        trip.progress.onEvent(events::add);

        // When
        Throwable failure = catchThrowable(() -> trip.migrate(plan("1", phase("expand", TWICE))));

        // Then
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertThat(failure).hasMessageContaining("person_ssn").hasMessageContaining("23505");
        assertThat(trace.toString()).doesNotContain("secret-4711");
        assertThat(events).noneMatch(event -> event.contains("secret-4711"));
        assertThat(trip.texts("select error from stopover.run union all select error from stopover.phase"
                        + " union all select message from stopover.event"))
                .isNotEmpty()
                .noneMatch(text -> text != null && text.contains("secret-4711"));
    }
}

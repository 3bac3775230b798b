package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.BlockedException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that was restored from what a contract phase saved: nobody wants that phase to go on there by itself. */
@Timeout(60)
class CopiedDatabaseTest {
    private FolderTrip trip;

    @BeforeEach
    void cutOffInContract(@TempDir Path folder) throws Exception {
        trip = new FolderTrip(folder);
        trip.execute("create table people (id bigint primary key)");
        trip.write("plan.yaml", """
                plan: trip
                title: A trip there and back
                baseline: 1
                phases:
                  - name: expand
                    kind: expand
                  - name: contract
                    kind: contract
                    approval: required
                """);
        trip.write("expand/V2__persons.sql", "create table persons (id bigint primary key);");
        trip.write("expand/U2__persons.sql", "drop table persons;");
        trip.write("contract/V3__drop.sql", "drop table people;");
        trip.write("contract/U3__drop.sql", "create table people (id bigint primary key);");
        trip.migrate(Optional.of("expand"));
        trip.approve("contract");
        trip.execute("""
                update stopover.phase
                set state = 'running',
                    run_id = 1,
                    started_at = now()
                where name = 'contract'
                """);
    }

    @Test
    void aPhaseThatWasBegunElsewhereHasItsGatesAskedAgain() throws Exception {
        // Given
        FolderTrip copy = trip.copy();

        // When
        assertThatThrownBy(copy::migrate)
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("phase contract is blocked: approval: the approval by anna")
                .hasMessageContaining("was for another database, of which this one is a copy");
        assertThat(copy.events).anyMatch(event -> event.startsWith("phase contract was begun in another database"));
        assertThat(copy.texts("select to_regclass('people') is not null")).containsExactly("t");
        assertThatThrownBy(copy::migrate).isInstanceOf(BlockedException.class);
        copy.approve("contract");
        copy.migrate();
        assertThat(copy.states()).last().isEqualTo("contract completed");
    }

    @Test
    void aPhaseThatWasBegunHereGoesOn() throws Exception {
        // When
        trip.migrate();

        // Then
        assertThat(trip.states()).last().isEqualTo("contract completed");
    }
}

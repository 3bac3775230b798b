package dev.stopover.transfer;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.history.Counts;
import org.junit.jupiter.api.Test;

class DeferredConstraintTest {
    @Test
    void rejectsTheRowThatBreaksAConstraintWhichIsCheckedAtTheCommit() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table country (code text primary key);
                        create table source (id int primary key, country text);
                        create table target (
                          id int primary key,
                          country text references country deferrable initially deferred);
                        insert into country values ('de');
                        insert into source select i, case when i = 4321 then 'xx' else 'de' end
                        from generate_series(1, 9000) i;
                        """).allowing(1).plan(transfer("rows").copy("id", "country"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.counts("rows")).isEqualTo(new Counts(9000, 8999, 0, 0, 1));
        assertThat(fixture.rows("select source_key::text || ' ' || sqlstate from stopover.reject"))
                .containsExactly("{\"id\": 4321} 23503");
    }

    @Test
    void letsRowsOfOneChunkReferToEachOther() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table source (id int primary key, next int);
                        create table target (
                          id int primary key,
                          next int references target deferrable initially deferred);
                        insert into source select i, i % 500 + 1 from generate_series(1, 500) i;
                        """).plan(transfer("ring").copy("id", "next"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.counts("ring")).isEqualTo(new Counts(500, 500, 0, 0, 0));
    }
}

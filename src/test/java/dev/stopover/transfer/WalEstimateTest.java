package dev.stopover.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.mapping.TransferBinder;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalEstimateTest {
    /** Checkpoints that happen meanwhile write whole pages again, so the bounds are wide; without a term they are missed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesNearToWhatIsWritten(boolean live) throws SQLException {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                create table source (id bigint primary key, name text, filler text);
                create table target (id bigint primary key, name text, filler text);
                create index on target (name);
                insert into source select i, 'name ' || i, repeat('x', 80) from generate_series(1, 100000) i;
                analyze source;
                checkpoint;
                """).plan(TransferBuilder.transfer("move").copy("id", "name", "filler"));
        if (!live) {
            fixture.offline();
        }
        Plan plan = fixture.plan();
        List<WalEstimate> told = new ArrayList<>();
        String before = fixture.text("select pg_current_wal_insert_lsn()");

        // When
        fixture.run(new TransferFixture.RecordingListener() {
            @Override
            public void willWrite(String transfer, WalEstimate estimate) {
                told.add(estimate);
            }
        });

        // Then
        double written =
                fixture.number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '" + before + "')::bigint");
        assertThat(told).singleElement().satisfies(estimate -> {
            assertThat(estimate.rows()).isBetween(99_000L, 101_000L);
            assertThat(estimate.bytes() / written).as("of what was written").isBetween(0.7, 1.4);
        });
        try (Connection connection = fixture.database.connect("test")) {
            WalEstimate again = WalEstimate.of(
                            connection,
                            TransferBinder.bind(
                                    connection, plan, plan.transfers().get(0)))
                    .orElseThrow();
            assertThat(again.after(again.rows() / 2).bytes()).isBetween(again.bytes() / 3, again.bytes() * 2 / 3);
        }
    }
}

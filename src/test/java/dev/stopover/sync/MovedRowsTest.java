package dev.stopover.sync;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.transfer.TransferSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Rows that get another place in their table while it is copied, by a write that is of no interest to the mapping. */
class MovedRowsTest {
    private static SyncFixture fixture() throws Exception {
        return SyncFixture.with("""
                        create table orders (id int primary key, v int, note text);
                        create table copied (id int primary key, v int);
                        insert into orders select i, i, repeat('x', 500) from generate_series(1, 400) i;
                        """)
                .settings(new TransferSettings(1, Duration.ofMillis(1), 1, 1, 1, Duration.ofSeconds(60)))
                .phase(transfer("copied")
                        .from("orders", "o")
                        .into("copied")
                        .copy("id", "v")
                        .drop("note"))
                .install();
    }

    @Test
    void areCopiedAlthoughTheirBlocksWereReadAlready() throws Exception {
        // Given
        SyncFixture fixture = fixture();
        AtomicBoolean first = new AtomicBoolean(true);
        fixture.listener.onChunk(transfer -> {
            if (first.getAndSet(false)) {
                fixture.execute("update orders set note = repeat('y', 1000) where id > 390");
            }
        });

        // When
        fixture.copy().reconcile();

        // Then
        assertThat(fixture.difference("select id, v from orders", "select id, v from copied"))
                .isEmpty();
    }

    @Test
    void areLeftAloneOnceAllIsCopied() throws Exception {
        // Given
        SyncFixture fixture = fixture();
        fixture.copy().reconcile();
        fixture.execute("alter table copied add check (id <> 390) not valid", "delete from copied where id = 390");

        // When
        fixture.execute("update orders set note = 'z' where id = 390");

        // Then
        assertThat(fixture.state().touched()).isZero();
        assertThat(fixture.number("select count(*) from copied where id = 390")).isZero();
    }
}

package dev.stopover.sync;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.FailedException;
import dev.stopover.plan.Transfer.Join;
import org.junit.jupiter.api.Test;

/** Rows that the application writes and the new side refuses count as rows that a transfer rejects. */
class RefusedRowsTest {
    private static SyncFixture fixture() {
        return SyncFixture.with("""
                        create table shops (id int primary key, city text);
                        create table orders (id int primary key, shop int, v int);
                        create index on orders (shop);
                        create table placed (id int primary key, city text, v int check (v >= 0));
                        insert into shops values (1, 'Ulm'), (2, 'Bonn');
                        insert into orders select i, 1 + i % 2, i from generate_series(1, 200) i;
                        """)
                .phase(transfer("placed")
                        .from("orders", "o")
                        .into("placed")
                        .copy("id", "v")
                        .join("h", "shops", "h.id = o.shop", Join.Type.LEFT, false)
                        .column("city", "h.city"));
    }

    @Test
    void letsThroughAsManyAsThePlanAllows() throws Exception {
        // Given
        SyncFixture fixture = fixture().rejects(3).install();
        fixture.execute("update orders set v = -1 where id = 10");
        fixture.copy();

        // When
        fixture.execute("update orders set v = -v where id = 20", "insert into orders values (900, 1, -900)");
        fixture.reconcile();

        // Then
        assertThat(fixture.state().refused()).isEqualTo(3);
        assertThat(fixture.failedChecks()).isEmpty();
    }

    @Test
    void countsThemTogetherWithWhatTheTransferRejects() throws Exception {
        // Given
        SyncFixture fixture = fixture().rejects(2).install();
        fixture.execute(
                "alter table orders disable trigger all",
                "update orders set v = -1 where id in (10, 11)",
                "alter table orders enable always trigger stopover_forward_test");
        fixture.copy();
        fixture.execute("update orders set v = -v where id = 20");

        // When
        assertThatThrownBy(fixture::reconcile)
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("3 rows of phase phase-1, 2 allowed")
                .hasMessageContaining("placed {\"id\": 10}")
                .hasMessageContaining("placed {\"id\": 20}");
    }

    @Test
    void stopsTheTransferThatFollows() throws Exception {
        // Given
        SyncFixture fixture = fixture().rejects(0).install();
        fixture.execute("update orders set v = -v where id = 20");

        // When
        assertThatThrownBy(fixture::copy)
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("phase phase-1 rejected 1 row, 0 allowed")
                .hasMessageContaining("placed {\"id\": 20}");
    }

    @Test
    void refusesOneOfManyRowsOfAPartnerOnly() throws Exception {
        // Given
        SyncFixture fixture = fixture().rejects(1).install().copy();
        fixture.execute("alter table placed add check (id <> 10 or city <> 'Koeln')");

        // When
        fixture.execute("update shops set city = 'Koeln'");

        // Then
        assertThat(fixture.rows("select id from placed where city <> 'Koeln'")).containsExactly("10");
        assertThat(fixture.rows("select transfer || key from stopover.touched")).containsExactly("placed{\"id\": 10}");
        fixture.reconcile();
        assertThat(fixture.failedChecks()).isEmpty();
    }
}

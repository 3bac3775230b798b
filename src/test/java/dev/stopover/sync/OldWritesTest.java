package dev.stopover.sync;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.plan.Transfer.Join;
import org.junit.jupiter.api.Test;

/** What counts as a write of the old application, which keeps a gate closed, on a table that both applications write to. */
class OldWritesTest {
    private static SyncFixture fixture() throws Exception {
        return SyncFixture.with("""
                        create table cities (id int primary key, name text, mayor text);
                        create table studios (id int primary key, owner text, name text, city int);
                        create table ownership (studio int primary key, owner text not null, city text);
                        insert into cities values (1, 'Ulm', 'Ann'), (2, 'Bonn', 'Bob');
                        insert into studios values (1, 'o1', 'One', 1), (2, null, 'Two', 2);
                        """)
                .phase(transfer("ownership")
                        .from("studios", "t")
                        .into("ownership")
                        .column("studio", "t.id")
                        .column("owner", "t.owner")
                        .join("c", "cities", "c.id = t.city", Join.Type.LEFT, false)
                        .column("city", "c.name")
                        .drop("name")
                        .where("t.owner is not null"))
                .install()
                .copy()
                .reconcile();
    }

    @Test
    void leavesOutWhatTheNewSideNeedsNothingOf() throws Exception {
        // Given
        SyncFixture fixture = fixture();

        // When
        fixture.execute(
                "update studios set name = 'Uno' where id = 1",
                "insert into studios values (3, null, 'Three', 1)",
                "update studios set city = 1 where id = 2",
                "delete from studios where id = 3",
                "update cities set mayor = 'Cid' where id = 1",
                "update cities set name = 'Koeln' where id = 2");

        // Then
        assertThat(fixture.state().lastWrite("forward")).isEmpty();
        assertThat(fixture.state().touched()).isZero();
    }

    @Test
    void countsWhatTheNewSideNeeds() throws Exception {
        for (String write : new String[] {
            "update studios set owner = 'o9' where id = 1",
            "update studios set owner = null where id = 1",
            "insert into studios values (3, 'o3', 'Three', 1)",
            "delete from studios where id = 1",
            "update studios set id = 7 where id = 1",
            "update cities set name = 'Neu-Ulm' where id = 1",
        }) {
            // Given
            SyncFixture fixture = fixture();

            // When
            fixture.execute(write);

            // Then
            assertThat(fixture.state().lastWrite("forward")).as(write).isPresent();
        }
    }

    @Test
    void countsWhatTheNewSideRefuses() throws Exception {
        // Given
        SyncFixture fixture = fixture();
        fixture.execute("alter table ownership add check (owner <> 'nobody')");

        // When
        fixture.execute("update studios set owner = 'nobody' where id = 1");

        // Then
        assertThat(fixture.state().refused()).isEqualTo(1);
        assertThat(fixture.state().lastWrite("forward")).isPresent();
    }
}

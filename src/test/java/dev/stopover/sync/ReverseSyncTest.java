package dev.stopover.sync;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.plan.InvalidPlanException;
import dev.stopover.transfer.TransferBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReverseSyncTest {
    private static final String SCHEMA = """
            create table people (id int primary key, mail text not null, note text);
            create table users (id text primary key, mail text not null unique);
            create table orders (
              id int primary key,
              person int references people on update cascade on delete cascade,
              v int not null,
              kind text not null default 'old',
              gone boolean not null default false);
            create table new_orders (
              id bigint primary key,
              user_id text references users on update cascade on delete cascade,
              v int);
            insert into people select i, 'Mail' || i, 'note ' || i from generate_series(1, 5) i;
            insert into orders select i, 1 + i % 5, i, 'kind ' || i, i = 20 from generate_series(1, 20) i;
            """;
    static final String OLD = """
            select 'user', 'u' || id, lower(mail), null::text from people
            union all
            select 'order', id::text, v::text, 'u' || person from orders where not gone
            """;
    static final String NEW = """
            select 'user', id, mail, null::text from users
            union all
            select 'order', id::text, v::text, user_id from new_orders
            """;

    private static TransferBuilder people() {
        return transfer("people")
                .from("people", "p")
                .into("users")
                .column("id", "'u' || p.id")
                .column("mail", "lower(p.mail)")
                .drop("note");
    }

    private static TransferBuilder orders() {
        return transfer("orders")
                .from("orders", "o")
                .into("new_orders")
                .copy("id", "v")
                .follow("u", "people", "o.person")
                .column("user_id", "u.id")
                .drop("kind")
                .where("not o.gone");
    }

    /** The tables and the plan; nothing is installed or copied. */
    static SyncFixture bare() {
        return SyncFixture.with(SCHEMA)
                .phase(people().reverse(Map.of("id", "substr(n.id, 2)::int", "mail", "n.mail")), orders());
    }

    static SyncFixture fixture() throws Exception {
        SyncFixture fixture = bare().install().copy().reconcile();
        fixture.runner().installReverse(fixture.plan(), fixture.last());
        return fixture;
    }

    @Test
    void carriesWritesBack() throws Exception {
        // Given
        SyncFixture fixture = fixture();

        // When
        fixture.execute(
                "insert into users values ('u9', 'nine')",
                "insert into new_orders values (100, 'u9', 7)",
                "update new_orders set v = 77 where id = 3",
                "update new_orders set user_id = 'u2' where id = 4",
                "update new_orders set id = 500 where id = 5",
                "delete from new_orders where id = 6",
                "update users set id = 'u44' where id = 'u4'",
                "delete from users where id = 'u5'");

        // Then
        assertThat(fixture.state().examples()).isEmpty();
        assertThat(fixture.difference(OLD, NEW)).isEmpty();
        assertThat(fixture.rows("select person from orders where id in (3, 4, 100) order by id"))
                .containsExactly("44", "2", "9");
    }

    @Test
    void goesOnCarryingOldWritesOver() throws Exception {
        // Given
        SyncFixture fixture = fixture();

        // When
        fixture.execute(
                "insert into people values (9, 'Nine')",
                "insert into orders values (100, 9, 7)",
                "update orders set v = 77, gone = true where id = 3",
                "update orders set id = 500 where id = 5",
                "delete from people where id = 5");

        // Then
        assertThat(fixture.difference(OLD, NEW)).isEmpty();
        assertThat(fixture.state().touched()).isZero();
    }

    @Test
    void leavesAloneWhatTheMappingCannotGiveBack() throws Exception {
        // Given
        SyncFixture fixture = fixture();

        // When
        fixture.execute("update users set mail = mail", "update new_orders set v = v + 1 where id = 1");

        // Then
        assertThat(fixture.rows("select mail from people order by id"))
                .containsExactly("Mail1", "Mail2", "Mail3", "Mail4", "Mail5");
        assertThat(fixture.text("select kind from orders where id = 1")).isEqualTo("kind 1");
    }

    @Test
    void writesOnlyTheColumnThatChanged() throws Exception {
        // Given
        SyncFixture fixture = fixture();
        fixture.execute("""
                create function note() returns trigger language plpgsql as $$
                begin
                  if new.v <> old.v and new.person is not distinct from old.person then new.kind := 'v'; end if;
                  return new;
                end $$;
                create trigger note before update on orders for each row execute function note();
                """);

        // When
        fixture.execute("update new_orders set v = 1000 where id = 2");

        // Then
        assertThat(fixture.text("select kind from orders where id = 2")).isEqualTo("v");
    }

    @Test
    void syncsWhatAnApplicationsOwnTriggerWrites() throws Exception {
        // Given
        SyncFixture fixture = fixture();
        fixture.execute("""
                create function next_order() returns trigger language plpgsql as $$
                begin
                  if new.v = 12345 then
                    update new_orders set v = 54321 where id = new.id + 1;
                  end if;
                  return null;
                end $$;
                create trigger next_order after update on new_orders for each row execute function next_order();
                """);

        // When
        fixture.execute("update orders set v = 12345 where id = 7");

        // Then
        assertThat(fixture.number("select v from orders where id = 8")).isEqualTo(54321);
        assertThat(fixture.difference(OLD, NEW)).isEmpty();
    }

    @Test
    void letsTheApplicationWriteWhatTheOldSideRefuses() throws Exception {
        // Given
        SyncFixture fixture = fixture();

        // When
        fixture.execute("insert into new_orders values (101, 'u1', null)");

        // Then
        assertThat(fixture.state().refused()).isEqualTo(1);
        fixture.execute("update new_orders set v = 1 where id = 101");
        fixture.reconcile();
        assertThat(fixture.difference(OLD, NEW)).isEmpty();
    }

    @Test
    void refusesARowWhoseKeyASoftDeletedOneHas() throws Exception {
        // Given
        SyncFixture fixture = fixture();

        // When
        fixture.execute("insert into new_orders values (20, 'u1', 5)");

        // Then
        assertThat(fixture.state().refused()).isEqualTo(1);
        assertThat(fixture.number("select v from orders where id = 20")).isEqualTo(20);
    }

    @Test
    void saysWhatItCannotInvert() throws Exception {
        // Given
        SyncFixture fixture =
                SyncFixture.with(SCHEMA).phase(people(), orders()).install().copy();
        fixture.execute("alter table orders alter kind drop default");

        // When
        assertThatThrownBy(() -> fixture.runner().installReverse(fixture.plan(), fixture.last()))
                // Then
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("column id of public.people cannot be derived")
                .hasMessageContaining("column mail of public.people cannot be derived")
                .hasMessageContaining("column kind of public.orders is dropped, but a new row needs a value there");
        assertThat(fixture.state().tables()).allMatch(table -> table.direction().equals("forward"));
    }

    @Test
    void carriesNothingBackWhereThePlanSaysSo() throws Exception {
        // Given
        SyncFixture fixture = SyncFixture.with(SCHEMA)
                .phase(people().withoutReverse(), orders().withoutReverse())
                .install()
                .copy();
        fixture.runner().installReverse(fixture.plan(), fixture.last());

        // When
        fixture.execute("insert into users values ('u9', 'nine')");

        // Then
        assertThat(fixture.number("select count(*) from people")).isEqualTo(5);
    }

    @Test
    void truncatesTheOldSideWithTheNewOne() throws Exception {
        // Given
        SyncFixture fixture = fixture();

        // When
        fixture.execute("truncate new_orders");

        // Then
        assertThat(fixture.rows("select id from orders")).containsExactly("20");
    }
}

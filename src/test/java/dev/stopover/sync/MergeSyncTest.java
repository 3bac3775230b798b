package dev.stopover.sync;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergeSyncTest {
    static final String SCHEMA = """
            create table owners (id text primary key, email text not null, name text, company text);
            create unique index on owners (lower(email));
            create table customers (id text primary key, email text not null, name text, consent boolean not null default false);
            create unique index on customers (lower(email));
            create table bookings (
              id int primary key,
              customer_id text references customers on update cascade on delete cascade,
              v int not null default 0);
            create index on bookings (customer_id);
            create table users (
              id text primary key,
              email text not null unique,
              name text,
              company text default 'none',
              consent boolean not null default false);
            create table roles (
              user_id text references users on update cascade on delete cascade,
              role text,
              name text,
              primary key (user_id, role));
            create table new_bookings (
              id int primary key,
              user_id text references users on update cascade on delete restrict,
              v int not null);
            """;
    private static final String ROWS = """
            insert into owners values ('o1', 'Ann@x', 'Ann', 'A'), ('o2', 'bob@x', 'Bob', 'B');
            insert into customers values ('c1', 'ann@X', 'Ann K.', true), ('c2', 'Cid@x', 'Cid', true), ('c3', 'dan@x', 'Dan', false);
            insert into bookings values (1, 'c1'), (2, 'c2'), (3, 'c3'), (4, 'c1');
            """;

    static SyncFixture fixture() {
        return SyncFixture.with(SCHEMA)
                .phase(
                        transfer("owners")
                                .from("owners", "s")
                                .into("users")
                                .copy("id", "name", "company")
                                .column("email", "lower(s.email)"),
                        transfer("customers")
                                .from("customers", "c")
                                .into("users")
                                .copy("id", "name", "consent")
                                .column("email", "lower(c.email)")
                                .onConflict("email"),
                        transfer("owner-roles")
                                .from("owners", "s")
                                .into("roles")
                                .follow("u", "owners", "s.id")
                                .column("user_id", "u.id")
                                .column("role", "'OWNER'")
                                .copy("name")
                                .drop("email")
                                .drop("company"),
                        transfer("customer-roles")
                                .from("customers", "c")
                                .into("roles")
                                .follow("u", "customers", "c.id")
                                .column("user_id", "u.id")
                                .column("role", "'CUSTOMER'")
                                .copy("name")
                                .drop("email")
                                .drop("consent")
                                .onConflict("user_id", "role"),
                        transfer("bookings")
                                .from("bookings", "b")
                                .into("new_bookings")
                                .follow("u", "customers", "b.customer_id")
                                .copy("id", "v")
                                .column("user_id", "u.id"));
    }

    private static SyncFixture copied() throws Exception {
        SyncFixture fixture = fixture().install();
        fixture.execute(ROWS);
        return fixture.copy();
    }

    /** What the new side must be, by the plan's own words: of two people with one address the owner comes first. */
    static List<String> differences(SyncFixture fixture) {
        String people = """
                (
                  select distinct on (email) *
                  from (
                    select 1 as rank, id, lower(email) as email, name, company, false as consent from owners
                    union all
                    select 2, id, lower(email), name, 'none', consent from customers) as p
                  order by email, rank, id)
                """;
        return fixture.difference("""
                select 'user', u.id, u.email, u.name, u.company, u.consent::text from %1$s as u
                union all
                select 'role', u.id, 'OWNER', o.name, null, null from owners o join %1$s as u on u.email = lower(o.email)
                union all
                select 'role', u.id, 'CUSTOMER', c.name, null, null from customers c join %1$s as u on u.email = lower(c.email)
                union all
                select 'booking', u.id, b.id::text, b.v::text, null, null
                from bookings b
                left join customers c on c.id = b.customer_id
                left join %1$s as u on u.email = lower(c.email)
                union all
                select 'map', 'owner', o.id, u.id, null, null from owners o join %1$s as u on u.email = lower(o.email)
                union all
                select 'map', 'customer', c.id, u.id, null, null from customers c join %1$s as u on u.email = lower(c.email)
                """.formatted(people), """
                select 'user', id, email, name, company, consent::text from users
                union all
                select 'role', user_id, role, name, null, null from roles
                union all
                select 'booking', user_id, id::text, v::text, null, null from new_bookings
                union all
                select 'map', 'owner', s_id, t_id, null, null from stopover.map_test_owners
                union all
                select 'map', 'customer', s_id, t_id, null, null from stopover.map_test_customers
                """);
    }

    private static void agree(SyncFixture fixture) throws Exception {
        assertThat(fixture.state().examples()).isEmpty();
        assertThat(fixture.state().touched()).isZero();
        assertThat(differences(fixture)).isEmpty();
    }

    @Test
    void aCustomerThatComesBeforeTheOwnersAreCopiedIsMerged() throws Exception {
        // Given
        SyncFixture fixture = fixture();
        fixture.execute("insert into owners values ('o1', 'Ann@x', 'Ann', 'A')");
        fixture.install();

        // When
        fixture.execute("insert into customers values ('c1', 'ann@X', 'Ann K.')");

        // Then
        agreesAfterCopying(fixture);
    }

    private static void agreesAfterCopying(SyncFixture fixture) throws Exception {
        fixture.copy().reconcile();
        assertThat(fixture.listener.rejects).isEmpty();
        agree(fixture);
    }

    @Test
    void theFirstOfThoseThatMergeNeedsNoConflictOfItsOwn() throws Exception {
        // Given
        SyncFixture fixture = SyncFixture.with(SCHEMA)
                .phase(
                        transfer("owners")
                                .from("owners", "s")
                                .into("users")
                                .copy("id", "name", "company")
                                .column("email", "lower(s.email)"),
                        transfer("customers")
                                .from("customers", "c")
                                .into("users")
                                .copy("id", "name", "consent")
                                .column("email", "lower(c.email)")
                                .onConflict("email"));
        fixture.execute(ROWS);

        // When
        fixture.install().copy();
        fixture.execute("delete from owners where id = 'o1'");

        // Then
        assertThat(fixture.rows("select id from users order by id")).containsExactly("c1", "c2", "c3", "o2");
    }

    @Test
    void aCustomerOutlivesTheOwnerItWasMergedInto() throws Exception {
        // Given
        SyncFixture fixture = copied();

        // When
        fixture.execute("delete from owners where id = 'o1'");

        // Then
        agree(fixture);
        assertThat(fixture.rows("select user_id from new_bookings where id in (1, 4)"))
                .containsExactly("c1", "c1");
        assertThat(fixture.text("select company from users where id = 'c1'")).isEqualTo("none");
    }

    @Test
    void anOwnerThatChangesItsAddressLeavesTheCustomerBehind() throws Exception {
        // Given
        SyncFixture fixture = copied();

        // When
        fixture.execute("update owners set email = 'new@x' where id = 'o1'");

        // Then
        agree(fixture);
        assertThat(fixture.number("select count(*) from users where email in ('ann@x', 'new@x')"))
                .isEqualTo(2);
    }

    @Test
    void anOwnerTakesOverTheAddressOfACustomer() throws Exception {
        // Given
        SyncFixture fixture = copied();

        // When
        fixture.execute("update owners set email = 'CID@x' where id = 'o2'");

        // Then
        agree(fixture);
        assertThat(fixture.rows("select user_id from new_bookings where id = 2"))
                .containsExactly("o2");
    }

    @Test
    void aMergedCustomerChangesItsAddress() throws Exception {
        // Given
        SyncFixture fixture = copied();

        // When
        fixture.execute("update customers set email = 'else@x' where id = 'c1'");

        // Then
        agree(fixture);
        assertThat(fixture.rows("select user_id from new_bookings where id = 1"))
                .containsExactly("c1");
    }

    @Test
    void aCustomerTakesTheAddressOfAnOwner() throws Exception {
        // Given
        SyncFixture fixture = copied();

        // When
        fixture.execute("update customers set email = 'BOB@x' where id = 'c2'");

        // Then
        agree(fixture);
    }

    @Test
    void addressesMoveOnInAChain() throws Exception {
        // Given
        SyncFixture fixture = copied();

        // When
        fixture.execute("""
                begin;
                update customers set email = 'free@x' where id = 'c3';
                update customers set email = 'dan@x' where id = 'c2';
                update owners set email = 'cid@x' where id = 'o2';
                insert into customers values ('c9', 'bob@x', 'Bobby');
                commit;
                """);

        // Then
        agree(fixture);
    }

    @Test
    void ordinaryChangesAndDeletesAreCarriedOver() throws Exception {
        // Given
        SyncFixture fixture = copied();

        // When
        fixture.execute(
                "update owners set name = 'Anna', company = 'AA' where id = 'o1'",
                "update customers set name = 'Not shown' where id = 'c1'",
                "update customers set name = 'Cidney', consent = false where id = 'c2'",
                "update customers set id = 'c33' where id = 'c3'",
                "update owners set id = 'o22' where id = 'o2'",
                "insert into bookings values (5, 'c33', 7)",
                "delete from customers where id = 'c2'",
                "insert into owners values ('o5', 'dan@x', 'Dan the owner', null)",
                "update bookings set v = v + 1");

        // Then
        agree(fixture);
    }

    @Test
    void emptyTablesLeaveEmptyTables() throws Exception {
        // Given
        SyncFixture fixture = copied();

        // When
        fixture.execute("truncate bookings", "delete from customers", "truncate owners");

        // Then
        agree(fixture);
        assertThat(fixture.number("select count(*) from users")).isZero();
    }

    @Test
    void mergesTablesWhoseColumnsAreCalledLikeVariables() throws Exception {
        // Given
        SyncFixture fixture = SyncFixture.with("""
                        create table owners (k text primary key, winner text not null, n int, i int, keys int, moved int);
                        create table customers (k text primary key, winner text not null, n int, complete int);
                        create table users (k text primary key, winner text not null unique, n int, i int, current_row int);
                        """)
                .phase(
                        transfer("owners")
                                .from("owners", "k")
                                .into("users")
                                .copy("k", "winner", "n", "i")
                                .column("current_row", "k.moved")
                                .drop("keys")
                                .onConflict("winner"),
                        transfer("customers")
                                .from("customers", "w")
                                .into("users")
                                .copy("k", "winner", "n")
                                .column("current_row", "w.complete")
                                .onConflict("winner"))
                .install();

        // When
        fixture.execute(
                "insert into customers values ('c1', 'ann', 1, 1), ('c2', 'bob', 2, 2), ('c3', 'cid', 3, 3)",
                "insert into owners values ('o1', 'ann', 10, 10, 10, 10), ('o2', 'dan', 20, 20, 20, 20)",
                "update customers set winner = 'dan' where k = 'c2'",
                "delete from owners where k = 'o1'",
                "update customers set n = 33 where k = 'c3'");

        // Then
        assertThat(fixture.state().examples()).isEmpty();
        assertThat(fixture.rows("select u::text from users u order by k"))
                .containsExactly("(c1,ann,1,,1)", "(c3,cid,33,,3)", "(o2,dan,20,20,20)");
    }
}

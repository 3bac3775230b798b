package dev.stopover.sync;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.FailedException;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ForwardSyncTest {
    private static final String ROWS = """
            create table source (id int primary key, v text, legacy text, gone boolean not null default false);
            create table target (id bigint primary key, v text);
            insert into source select i, 'v' || i from generate_series(1, 10) i;
            """;
    private static final String OLD = "select id::bigint, upper(v) from source where not gone";
    private static final String NEW = "select id, v from target";

    private static SyncFixture rows() throws Exception {
        return SyncFixture.with(ROWS)
                .phase(transfer("rows")
                        .column("id", "s.id")
                        .column("v", "upper(s.v)")
                        .drop("legacy")
                        .where("not s.gone"))
                .install();
    }

    @Test
    void carriesOverInsertsUpdatesAndDeletes() throws Exception {
        // Given
        SyncFixture fixture = rows().copy();

        // When
        fixture.execute(
                "insert into source values (11, 'new'), (12, 'gone at once')",
                "update source set v = 'changed' where id in (3, 11)",
                "delete from source where id in (5, 12)");

        // Then
        assertThat(fixture.difference(OLD, NEW)).isEmpty();
        assertThat(fixture.number("select count(*) from target")).isEqualTo(10);
    }

    @Test
    void carriesOverChangesToRowsThatAreNotCopiedYet() throws Exception {
        // Given
        SyncFixture fixture = rows();

        // When
        fixture.execute(
                "insert into source values (11, 'new')",
                "update source set v = 'changed' where id in (3, 11)",
                "update source set id = id + 100 where id = 4",
                "delete from source where id in (5)");
        fixture.copy();

        // Then
        assertThat(fixture.difference(OLD, NEW)).isEmpty();
        assertThat(fixture.listener.rejects).isEmpty();
    }

    @Test
    void carriesOverRowsThatLeaveAndEnterTheCondition() throws Exception {
        // Given
        SyncFixture fixture = rows().copy();

        // When
        fixture.execute("update source set gone = true where id <= 3");
        fixture.execute("update source set gone = false, v = 'back' where id = 2");

        // Then
        assertThat(fixture.difference(OLD, NEW)).isEmpty();
        assertThat(fixture.number("select count(*) from target")).isEqualTo(8);
    }

    @Test
    void shiftsKeysOfWhichEachTakesItsNeighboursPlace() throws Exception {
        // Given
        SyncFixture fixture = SyncFixture.with("""
                        create table source (id int, v text, primary key (id) deferrable);
                        create table target (id int primary key, v text);
                        insert into source select i, 'v' || i from generate_series(1, 5) i;
                        """)
                .phase(transfer("rows").copy("id", "v"))
                .install()
                .copy();

        // When
        fixture.execute("update source set id = id + 1");

        // Then
        assertThat(fixture.difference("table source", "table target")).isEmpty();
        assertThat(fixture.number("select count(*) from target")).isEqualTo(5);
    }

    @Test
    void writesNothingForAColumnThatIsNotMapped() throws Exception {
        // Given
        SyncFixture fixture = rows().copy();
        String before = fixture.text("select string_agg(ctid::text, ' ' order by id) from target");

        // When
        fixture.execute("update source set legacy = 'x'");

        // Then
        assertThat(fixture.text("select string_agg(ctid::text, ' ' order by id) from target"))
                .isEqualTo(before);
    }

    @Test
    void emptiesTheTargetWithItsSource() throws Exception {
        // Given
        SyncFixture fixture = rows().copy();

        // When
        fixture.execute("truncate source");

        // Then
        assertThat(fixture.number("select count(*) from target")).isZero();
    }

    @Test
    void followsPartitionsAndRowsThatMoveBetweenThem() throws Exception {
        // Given
        SyncFixture fixture = SyncFixture.with("""
                        create table source (id int, region text, v text, primary key (id, region)) partition by list (region);
                        create table source_eu partition of source for values in ('eu');
                        create table source_us partition of source for values in ('us');
                        create table target (id int, region text, v text, primary key (id, region));
                        insert into source select i, case when i % 2 = 0 then 'eu' else 'us' end, 'v' || i from generate_series(1, 20) i;
                        """)
                .phase(transfer("rows").copy("id", "region", "v"))
                .install()
                .copy();

        // When
        fixture.execute(
                "update source set region = 'us' where id = 2",
                "update source_eu set v = 'direct' where id = 4",
                "delete from source where id = 3",
                "insert into source_us values (21, 'us', 'new')",
                "create table source_asia partition of source for values in ('asia')",
                "insert into source values (22, 'asia', 'far')");
        fixture.execute("truncate source_eu");

        // Then
        assertThat(fixture.difference("table source", "table target")).isEmpty();
    }

    @Test
    void derivesRowsAnewWhoseJoinedRowChanges() throws Exception {
        // Given
        SyncFixture fixture = SyncFixture.with("""
                        create table customers (id int primary key, mail text, unused int);
                        create table customers_new (id int primary key, mail text);
                        create table source (id int primary key, customer_id int, v text);
                        create table target (id int primary key, mail text, v text);
                        insert into customers select i, 'mail' || i from generate_series(1, 5) i;
                        insert into source select i, 1 + i % 5, 'v' || i from generate_series(1, 20) i;
                        """)
                .phase(
                        transfer("customers")
                                .from("customers", "c")
                                .into("customers_new")
                                .copy("id", "mail")
                                .drop("unused"),
                        transfer("rows")
                                .column("id", "s.id")
                                .column("mail", "c.mail")
                                .column("v", "s.v")
                                .join("c", "customers", "c.id = s.customer_id", Join.Type.INNER, false))
                .install();
        String old = "select s.id, c.mail, s.v from source s join customers c on c.id = s.customer_id";
        fixture.execute("update customers set mail = 'before the copy' where id = 1");
        fixture.copy();

        // When
        fixture.execute(
                "update customers set mail = 'changed' where id = 2",
                "update source set customer_id = 3 where id = 1",
                "delete from customers where id = 4",
                "insert into customers values (6, 'six')",
                "insert into source values (21, 6, 'new')",
                "insert into source values (22, 7, 'too early')",
                "insert into customers values (7, 'seven')");

        // Then
        assertThat(fixture.difference(old, "table target")).isEmpty();
        assertThat(fixture.number("select count(*) from target where id = 22")).isEqualTo(1);
    }

    private static SyncFixture following() throws Exception {
        return SyncFixture.with("""
                        create table people (id int primary key, name text);
                        create table users (id text primary key, name text);
                        create table source (
                          id int primary key,
                          person int references people on update cascade on delete cascade deferrable,
                          v text);
                        create table target (
                          id int primary key,
                          user_id text references users on update cascade,
                          v text);
                        insert into people select i, 'name' || i from generate_series(1, 5) i;
                        insert into source select i, 1 + i % 5, 'v' || i from generate_series(1, 20) i;
                        """)
                .phase(
                        transfer("people")
                                .from("people", "p")
                                .into("users")
                                .column("id", "'u' || p.id")
                                .column("name", "p.name"),
                        transfer("rows")
                                .column("id", "s.id")
                                .column("user_id", "u.id")
                                .column("v", "s.v")
                                .follow("u", "people", "s.person"))
                .install();
    }

    private static final String FOLLOWING_OLD = "select id, 'u' || person, v from source";

    @Test
    void derivesAFollowedRowThatIsNotCopiedYet() throws Exception {
        // Given
        SyncFixture fixture = following();

        // When
        fixture.execute("insert into source values (21, 3, 'early')");

        // Then
        assertThat(fixture.rows("select user_id from target")).containsExactly("u3");
        fixture.copy();
        assertThat(fixture.difference(FOLLOWING_OLD, "table target")).isEmpty();
    }

    @Test
    void keepsUpWithKeysAndDeletesThatCascade() throws Exception {
        // Given
        SyncFixture fixture = following().copy();

        // When
        fixture.execute("update people set id = 100 where id = 2", "delete from people where id = 3");

        // Then
        assertThat(fixture.difference(FOLLOWING_OLD, "table target")).isEmpty();
        assertThat(fixture.difference("select 'u' || id, name from people", "table users"))
                .isEmpty();
        assertThat(fixture.number("select count(*) from stopover.touched")).isZero();
        assertThat(fixture.number("select count(*) from target where user_id = 'u100'"))
                .isEqualTo(4);
    }

    @Test
    void acceptsAFollowerThatComesBeforeItsPartnerInOneTransaction() throws Exception {
        // Given
        SyncFixture fixture = following().copy();

        // When
        fixture.execute("""
                begin;
                set constraints all deferred;
                insert into source values (30, 77, 'first');
                insert into people values (77, 'then');
                commit;
                """);

        // Then
        assertThat(fixture.difference(FOLLOWING_OLD, "table target")).isEmpty();
        assertThat(fixture.number("select count(*) from stopover.touched")).isZero();
    }

    @Test
    void letsTheApplicationWriteWhatTheTargetRefusesAndStopsTheRun() throws Exception {
        // Given
        SyncFixture fixture = SyncFixture.with("""
                        create table source (id int primary key, v text);
                        create table target (id int primary key, v int not null check (v < 100));
                        """)
                .phase(transfer("rows").column("id", "s.id").column("v", "s.v::int"))
                .install()
                .copy();

        // When
        fixture.execute("insert into source values (1, '1'), (2, 'x'), (3, '300'), (4, '4')");

        // Then
        assertThat(fixture.rows("select id from target order by id")).containsExactly("1", "4");
        assertThat(fixture.state().refused()).isEqualTo(2);
        assertThatThrownBy(fixture::reconcile)
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("rows {\"id\": 2}: ")
                .hasMessageContaining("invalid input syntax")
                .hasMessageContaining("SQLSTATE 23514");
        fixture.execute("update source set v = '5' where id in (2, 3)");
        fixture.reconcile();
        assertThat(fixture.rows("select id from target order by id")).containsExactly("1", "2", "3", "4");
        assertThat(fixture.state().touched()).isZero();
    }

    @Test
    void needsNoRightsOfTheApplication() throws Exception {
        // Given
        SyncFixture fixture = rows().copy();
        fixture.execute("drop role if exists sync_app", "create role sync_app", """
                grant select, insert, update, delete, truncate on source to sync_app;
                """);

        // When
        fixture.execute("""
                set role sync_app;
                set timezone = 'Asia/Tokyo';
                insert into source values (50, 'by the application');
                update source set v = 'changed' where id = 50;
                delete from source where id = 1;
                """);

        // Then
        assertThat(fixture.difference(OLD, NEW)).isEmpty();
        assertThatThrownBy(() -> fixture.execute("set role sync_app; select stopover.resync_test_rows('null')"))
                .rootCause()
                .hasMessageContaining("permission denied");
        fixture.execute("drop owned by sync_app", "drop role sync_app");
    }

    @Test
    void firesForReplicatedWritesToo() throws Exception {
        // Given
        SyncFixture fixture = rows().copy();

        // When
        fixture.execute("set session_replication_role = replica; insert into source values (60, 'replicated')");

        // Then
        assertThat(fixture.difference(OLD, NEW)).isEmpty();
    }

    @Test
    void removesAGhostThatASnapshotCouldNotSee() throws Exception {
        // Given
        SyncFixture fixture = rows();
        try (Connection writer = fixture.database.open("writer");
                Statement statement = writer.createStatement()) {
            statement.execute("begin isolation level repeatable read");
            statement.execute("select 1");
            fixture.copy();
            statement.execute("delete from source where id = 1");
            statement.execute("commit");
        }
        assertThat(fixture.difference(OLD, NEW)).hasSize(1);

        // When
        fixture.reconcile();

        // Then
        assertThat(fixture.difference(OLD, NEW)).isEmpty();
        assertThat(fixture.state().touched()).isZero();
    }

    @Test
    void derivesValuesUnderTheSettingsOfTheBackfill() throws Exception {
        // Given
        SyncFixture fixture = SyncFixture.with("""
                        create table source (id int primary key, at timestamp, price float8);
                        create table target (id int primary key, at timestamptz, price text);
                        insert into source values (1, '2026-01-01 12:00', 0.1);
                        """)
                .phase(transfer("rows").copy("id", "at").column("price", "s.price::text"))
                .install()
                .copy();

        // When
        fixture.execute("""
                set timezone = 'Asia/Tokyo';
                set extra_float_digits = -3;
                insert into source values (2, '2026-01-01 12:00', 0.1);
                """);

        // Then
        assertThat(fixture.number("select count(distinct (at, price)) from target"))
                .isEqualTo(1);
    }

    @Test
    void doesNotWriteOverARowThatTheTargetHadBefore() throws Exception {
        // Given
        SyncFixture fixture = SyncFixture.with("""
                        create table source (id int primary key, v text);
                        create table target (id int primary key, v text, more text);
                        insert into target values (1, 'theirs', 'x'), (2, 'same', 'y'), (3, 'same', 'z');
                        insert into source values (3, 'same'), (4, 'moved');
                        """)
                .phase(transfer("rows").copy("id", "v"))
                .install()
                .copy();

        // When
        fixture.execute(
                "insert into source values (1, 'ours')",
                "insert into source values (2, 'same')",
                "insert into source values (5, 'new')",
                "update source set v = 'changed' where id in (3, 4)",
                "delete from source where id = 2");

        // Then
        assertThat(fixture.rows("select row(id, v, more)::text from target order by id"))
                .containsExactly("(1,theirs,x)", "(3,changed,z)", "(4,changed,)", "(5,new,)");
        assertThat(fixture.state().examples())
                .containsExactly(
                        "rows {\"id\": 1}: another row has its key in public.target, with other values (SQLSTATE 23505)");
        assertThat(fixture.rows(
                        "select concat_ws(' ', s_id, inserted, before) from stopover.map_test_rows order by s_id"))
                .containsExactly(
                        "2 f {\"id\":2,\"v\":\"same\",\"more\":\"y\"}",
                        "3 f {\"id\":3,\"v\":\"same\",\"more\":\"z\"}",
                        "4 t",
                        "5 t");
    }

    @Test
    void hasNoTriggersWhereTheApplicationIsStopped() throws Exception {
        // Given
        SyncFixture fixture = SyncFixture.with(ROWS)
                .offline()
                .phase(transfer("rows")
                        .column("id", "s.id")
                        .column("v", "upper(s.v)")
                        .drop("legacy")
                        .where("not s.gone"));

        // When
        fixture.install().copy().reconcile();

        // Then
        assertThat(fixture.number("select count(*) from pg_trigger where tgrelid = 'source'::regclass"))
                .isZero();
        TestServer.execute(fixture.database, "insert into source values (11, 'unseen')");
        assertThat(fixture.difference(OLD, NEW)).hasSize(1);
    }
}

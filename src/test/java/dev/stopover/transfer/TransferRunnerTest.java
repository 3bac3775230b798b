package dev.stopover.transfer;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Counts;
import dev.stopover.plan.Transfer.Join;
import org.junit.jupiter.api.Test;

class TransferRunnerTest {
    @Test
    void movesEveryRowOfABigintKeyAndCountsIt() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id bigint primary key, email text);
                        create table target (id bigint primary key, email text not null);
                        insert into source select i, 'User' || i || '@Example.org' from generate_series(1, 5000) i;
                        """)
                .settings(TransferFixture.TINY)
                .plan(transfer("users").column("id", "s.id").column("email", "lower(s.email)"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.difference("select id, lower(email) from source", "select id, email from target"))
                .isEmpty();
        assertThat(fixture.counts("users")).isEqualTo(new Counts(5000, 5000, 0, 0, 0));
        assertThat(fixture.listener.chunks).hasSizeGreaterThan(3);
        assertThat(fixture.text("select state from stopover.transfer")).isEqualTo("copied");
        assertThat(fixture.number("select sum(read) from stopover.chunk")).isEqualTo(5000);
    }

    @Test
    void movesASmallTableInOneChunk() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table source (id uuid primary key, note text);
                        create table target (id uuid primary key, note text);
                        insert into source select gen_random_uuid(), null from generate_series(1, 500);
                        """).plan(transfer("notes").copy("id", "note"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.listener.chunks).containsExactly(new Counts(500, 500, 0, 0, 0));
        assertThat(fixture.difference("table source", "table target")).isEmpty();
    }

    @Test
    void movesNothingFromAnEmptyTable() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table source (id bigint primary key);
                        create table target (id bigint primary key);
                        """).plan(transfer("empty").copy("id"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.counts("empty")).isEqualTo(Counts.NONE);
        assertThat(fixture.text("select state from stopover.transfer")).isEqualTo("copied");
    }

    @Test
    void movesCompositeKeysOfEveryPartition() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (tenant text, n int, day date not null, v numeric, primary key (tenant, n, day))
                          partition by range (day);
                        create table source_a partition of source for values from ('2024-01-01') to ('2024-07-01');
                        create table source_b partition of source for values from ('2024-07-01') to ('2025-01-01')
                          partition by hash (n);
                        create table source_b1 partition of source_b for values with (modulus 2, remainder 0);
                        create table source_b2 partition of source_b for values with (modulus 2, remainder 1);
                        create table target (tenant text, n bigint, day date, v numeric(8, 1), primary key (n, tenant));
                        insert into source
                        select 't' || i % 7, i, date '2024-01-01' + i % 366, i / 8.0 from generate_series(1, 3000) i
                        where i % 366 < 365;
                        """)
                .settings(TransferFixture.TINY)
                .plan(transfer("rows").copy("tenant", "n", "day", "v"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.difference(
                        "select tenant, n::bigint, day, v::numeric(8, 1) from source",
                        "select tenant, n, day, v from target"))
                .isEmpty();
        assertThat(fixture.rows("select distinct relation from stopover.extent order by 1"))
                .containsExactly("\"public\".\"source_a\"", "\"public\".\"source_b1\"", "\"public\".\"source_b2\"");
    }

    @Test
    void movesOnlyRowsThatMeetTheCondition() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id int primary key, deleted_at timestamptz);
                        create table target (id int primary key);
                        insert into source select i, case when i % 3 = 0 then now() end from generate_series(1, 900) i;
                        """)
                .plan(transfer("kept").column("id", "s.id").where("s.deleted_at is null -- soft-deleted stay"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.counts("kept")).isEqualTo(new Counts(600, 600, 0, 0, 0));
        assertThat(fixture.number("select count(*) from target where id % 3 = 0"))
                .isZero();
    }

    @Test
    void movesMixedCaseNamesAroundDroppedAndGeneratedColumns() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table "Profile" ("userId" text primary key, gone int, "fullName" varchar(20), "order" int);
                        alter table "Profile" drop column gone;
                        create table "User" (
                          "id" text primary key,
                          "Name" varchar(10),
                          "order" int,
                          "upper" text generated always as (upper("Name")) stored);
                        insert into "Profile" select 'u' || i, 'Name ' || i, i from generate_series(1, 50) i;
                        """)
                .plan(transfer("Profiles")
                        .from("Profile", "p")
                        .into("User")
                        .column("id", "p.\"userId\"")
                        .column("Name", "p.\"fullName\"")
                        .column("order", "p.\"order\""));

        // When
        fixture.run();

        // Then
        assertThat(fixture.difference(
                        "select \"userId\", \"fullName\", \"order\", upper(\"fullName\") from \"Profile\"",
                        "select \"id\", \"Name\", \"order\", \"upper\" from \"User\""))
                .isEmpty();
    }

    @Test
    void fillsTypedColumnsFromLiteralsAndIdentityColumnsFromTheSource() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create type role as enum ('owner', 'customer');
                        create domain code as varchar(5);
                        create table source (id int primary key, tags text[]);
                        create table target (
                          id bigint generated always as identity primary key, role role, doc jsonb, code code, tags varchar(3)[]);
                        insert into source values (7, '{a,b}'), (9, null);
                        """)
                .plan(transfer("typed")
                        .column("id", "s.id")
                        .column("role", "'owner'")
                        .column("doc", "'{\"a\": 1}'")
                        .column("code", "'abc'")
                        .column("tags", "s.tags"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.rows("select t::text from target t order by id"))
                .containsExactly("(7,owner,\"{\"\"a\"\": 1}\",abc,\"{a,b}\")", "(9,owner,\"{\"\"a\"\": 1}\",abc,)");
    }

    @Test
    void refusesToCutOffAValueThatDoesNotFit() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table source (id int primary key, name text);
                        create table target (id int primary key, name varchar(5));
                        insert into source values (1, 'short'), (2, 'too long'), (3, 'ok');
                        """).allowing(1).plan(transfer("names").copy("id", "name"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.rows("select name from target order by id")).containsExactly("short", "ok");
        assertThat(fixture.rows("select source_key::text || ' ' || sqlstate from stopover.reject"))
                .containsExactly("{\"id\": 2} 22001");
    }

    @Test
    void findsTheOneFaultyRowInTheMiddleOfABlock() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id int primary key, amount text);
                        create table target (id int primary key, amount int);
                        insert into source select i, case when i = 4321 then 'abc' else i::text end
                        from generate_series(1, 9000) i;
                        """)
                .allowing(1)
                .plan(transfer("amounts").column("id", "s.id").column("amount", "s.amount"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.rows("select source_key::text || ' ' || sqlstate || ' ' || error from stopover.reject"))
                .containsExactly("{\"id\": 4321} 22P02 invalid input syntax for type integer: \"abc\"");
        assertThat(fixture.counts("amounts")).isEqualTo(new Counts(9000, 8999, 0, 0, 1));
        assertThat(fixture.difference("select id from source where id <> 4321", "select id from target"))
                .isEmpty();
    }

    @Test
    void stopsAtTheFirstRejectThatIsOneTooMany() {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table source (id int primary key, amount text);
                        create table target (id int primary key, amount int);
                        insert into source values (1, '1'), (2, 'x'), (3, 'y');
                        """).plan(transfer("amounts").copy("id", "amount"));

        // When
        assertThatThrownBy(fixture::run)
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("amounts {\"id\": 2}: invalid input syntax for type integer: \"x\"");
        assertThat(fixture.text("select state from stopover.transfer")).isEqualTo("copying");
    }

    @Test
    void triesRejectedRowsAgainFirstAndCorrectsTheCounts() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table source (id int primary key, amount text);
                        create table target (id int primary key, amount int);
                        insert into source values (1, '1'), (2, 'x'), (3, 'y'), (4, '4'), (5, 'z');
                        """).allowing(1).plan(transfer("amounts").copy("id", "amount"));
        assertThatThrownBy(fixture::run).isInstanceOf(FailedException.class);
        fixture.execute("update source set amount = '2' where id = 2; delete from source where id = 3");
        fixture.takeOver();

        // When
        fixture.run();

        // Then
        assertThat(fixture.rows("select id from target order by id")).containsExactly("1", "2", "4");
        assertThat(fixture.counts("amounts")).isEqualTo(new Counts(4, 3, 0, 0, 1));
        assertThat(fixture.rows("select source_key::text from stopover.reject where resolved_at is null"))
                .containsExactly("{\"id\": 5}");
    }

    @Test
    void rejectsARowWhoseKeySomebodyElseTook() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table source (id int primary key, name text);
                        create table target (id int primary key, name text);
                        insert into source values (1, 'a'), (2, 'b'), (3, null);
                        insert into target values (1, 'a'), (2, 'somebody else'), (3, null);
                        """).allowing(1).plan(transfer("names").copy("id", "name"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.counts("names")).isEqualTo(new Counts(3, 0, 2, 0, 1));
        assertThat(fixture.rows("select source_key::text || ' ' || error from stopover.reject"))
                .containsExactly("{\"id\": 2} a row with its key is in public.target, with other values");
        assertThat(fixture.text("select name from target where id = 2")).isEqualTo("somebody else");
    }

    @Test
    void rejectsARowThatCollidesOnAnotherUniqueColumn() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table source (id int primary key, email text);
                        create table target (id int primary key, email text unique);
                        insert into source select i, 'u' || i from generate_series(1, 100) i;
                        insert into target values (1000, 'u50');
                        """).allowing(1).plan(transfer("users").copy("id", "email"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.counts("users")).isEqualTo(new Counts(100, 99, 0, 0, 1));
        assertThat(fixture.rows("select source_key::text || ' ' || sqlstate || ' ' || error from stopover.reject"))
                .containsExactly(
                        "{\"id\": 50} 23505 duplicate key value violates unique constraint \"target_email_key\"");
    }

    @Test
    void rejectsTheSecondOfTwoRowsThatMapToOneKey() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id int primary key, name text);
                        create table target (id int primary key, name text);
                        insert into source values (1, 'a'), (11, 'b'), (2, 'c'), (12, 'c');
                        """)
                .allowing(1)
                .plan(transfer("folded").column("id", "s.id % 10").column("name", "s.name"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.counts("folded")).isEqualTo(new Counts(4, 2, 1, 0, 1));
        assertThat(fixture.rows("select source_key::text from stopover.reject")).containsExactly("{\"id\": 11}");
    }

    @Test
    void mergesAccountsAndFollowsThemThroughTheMap() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table owners (id int primary key, email text);
                        create table customers (id int primary key, email text);
                        create table bookings (id int primary key, customer_id int, note text);
                        create table users (id int primary key, email text unique, kind text);
                        create table new_bookings (id int primary key, user_id int references users, note text);
                        insert into owners values (1, 'Ann@x'), (2, 'bob@x'), (3, null);
                        insert into customers values (11, 'ann@X'), (12, 'cid@x'), (13, 'Cid@x'), (14, null), (15, null);
                        insert into bookings values (1, 11, 'a'), (2, 12, 'b'), (3, 13, 'c'), (4, 14, 'd'), (5, null, 'guest');
                        """)
                .plan(
                        transfer("owners")
                                .from("owners", "o")
                                .into("users")
                                .column("id", "o.id")
                                .column("email", "lower(o.email)")
                                .column("kind", "'owner'"),
                        transfer("customers")
                                .from("customers", "c")
                                .into("users")
                                .column("id", "c.id")
                                .column("email", "lower(c.email)")
                                .column("kind", "'customer'")
                                .onConflict("email"),
                        transfer("bookings")
                                .from("bookings", "b")
                                .into("new_bookings")
                                .follow("u", "customers", "b.customer_id")
                                .column("id", "b.id")
                                .column("user_id", "u.id")
                                .column("note", "b.note"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.rows("select id || ' ' || coalesce(email, '-') || ' ' || kind from users order by id"))
                .containsExactly(
                        "1 ann@x owner",
                        "2 bob@x owner",
                        "3 - owner",
                        "12 cid@x customer",
                        "14 - customer",
                        "15 - customer");
        assertThat(fixture.counts("customers")).isEqualTo(new Counts(5, 3, 0, 2, 0));
        assertThat(fixture.rows("select s_id || '>' || t_id from stopover.map_test_customers order by s_id"))
                .containsExactly("11>1", "12>12", "13>12", "14>14", "15>15");
        assertThat(fixture.rows("select id || '>' || coalesce(user_id::text, '-') from new_bookings order by id"))
                .containsExactly("1>1", "2>12", "3>12", "4>14", "5>-");
        assertThat(
                        fixture.rows(
                                "select tablename from pg_tables where schemaname = 'stopover' and tablename like 'map%' order by 1"))
                .containsExactly("map_test_customers", "map_test_owners");
    }

    @Test
    void rejectsARowThatFollowsOneThatWasNotMoved() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table customers (id int primary key, deleted boolean);
                        create table bookings (id int primary key, customer_id int);
                        create table users (id int primary key);
                        create table new_bookings (id int primary key, user_id int);
                        insert into customers select i, i = 3 from generate_series(1, 5) i;
                        insert into bookings select i, i from generate_series(1, 6) i;
                        """)
                .allowing(2)
                .plan(
                        transfer("customers")
                                .from("customers", "c")
                                .into("users")
                                .column("id", "c.id")
                                .where("not c.deleted"),
                        transfer("bookings")
                                .from("bookings", "b")
                                .into("new_bookings")
                                .follow("u", "customers", "b.customer_id")
                                .column("id", "b.id")
                                .column("user_id", "u.id"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.counts("bookings")).isEqualTo(new Counts(6, 4, 0, 0, 2));
        assertThat(fixture.rows("select source_key::text || ' ' || sqlstate from stopover.reject order by source_key"))
                .containsExactly("{\"id\": 3} 23503", "{\"id\": 6} 23503");
    }

    @Test
    void readsJoinedTablesWhetherTheyMayChangeOrNot() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id int primary key, customer_id int, country text);
                        create table customers (id int primary key, email text);
                        create table countries (code text primary key, name text);
                        create table target (id int primary key, email text, country text);
                        insert into customers values (1, 'a@x'), (2, 'b@x');
                        insert into countries values ('de', 'Germany');
                        insert into source values (1, 1, 'de'), (2, 2, 'fr'), (3, 9, null), (4, null, 'de');
                        """)
                .plan(transfer("joined")
                        .join("c", "customers", "c.id = s.customer_id", Join.Type.LEFT, false)
                        .join("n", "countries", "n.code = s.country", Join.Type.LEFT, true)
                        .column("id", "s.id")
                        .column("email", "c.email")
                        .column("country", "n.name"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.rows("select t::text from target t order by id"))
                .containsExactly("(1,a@x,Germany)", "(2,b@x,)", "(3,,)", "(4,,Germany)");
    }

    @Test
    void refusesAJoinThatGivesSeveralRowsForOne() {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id int primary key);
                        create table tags (source_id int, tag text);
                        create table target (id int primary key, tag text);
                        insert into source values (1), (2);
                        insert into tags values (1, 'a'), (1, 'b'), (2, 'c');
                        """)
                .plan(transfer("tagged")
                        .join("t", "tags", "t.source_id = s.id", Join.Type.INNER, false)
                        .column("id", "s.id")
                        .column("tag", "t.tag"));

        // When
        assertThatThrownBy(fixture::run)
                // Then
                .isInstanceOf(FailedException.class);
        assertThat(fixture.number("select count(*) from stopover.chunk where rejected = 0 and read > 2"))
                .isZero();
    }

    @Test
    void movesAViewWithACompositeKeyInTheOrderOfTheKey() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table raw (region text, n int, v text);
                        insert into raw select 'r' || i % 9, i, nullif(i % 11, 0)::text from generate_series(1, 2500) i;
                        create view source as select region, n, v from raw where n % 5 > 0;
                        create table target (region text, n int, v text, primary key (region, n));
                        """)
                .settings(TransferFixture.TINY)
                .plan(transfer("viewed").key("region", "n").copy("region", "n", "v"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.difference("table source", "table target")).isEmpty();
        assertThat(fixture.listener.chunks).hasSizeGreaterThan(3);
    }

    @Test
    void findsTheFaultyRowOfAView() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table raw (id int primary key, v text);
                        insert into raw select i, case when i in (77, 500) then 'x' else i::text end
                        from generate_series(1, 500) i;
                        create view source as select * from raw;
                        create table target (id int primary key, v int);
                        """)
                .allowing(2)
                .plan(transfer("viewed").key("id").copy("id", "v"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.rows("select source_key::text from stopover.reject order by id"))
                .containsExactly("{\"id\": 77}", "{\"id\": 500}");
        assertThat(fixture.counts("viewed")).isEqualTo(new Counts(500, 498, 0, 0, 2));
    }

    @Test
    void refusesAViewWhoseKeyIsNotUniqueOrNull() {
        // Given
        TransferFixture twice =
                TransferFixture.with("""
                        create view source as select i % 4 as id from generate_series(1, 8) i;
                        create table target (id int primary key);
                        """).plan(transfer("viewed").key("id").copy("id"));
        TransferFixture missing =
                TransferFixture.with("""
                        create view source as select nullif(i, 4) as id from generate_series(1, 8) i;
                        create table target (id int primary key);
                        """).plan(transfer("viewed").key("id").copy("id"));

        // When
        assertThatThrownBy(twice::run)
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("8 rows of public.source have only 4 different keys");
        assertThatThrownBy(missing::run)
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("has rows whose key [id] is null");
    }

    @Test
    void startsOverWhenTheSourceIsRewrittenHalfWay() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id int primary key, v text);
                        create table target (id int primary key, v text);
                        insert into source select i, repeat('x', 50) from generate_series(1, 4000) i;
                        delete from source where id % 2 = 0;
                        """)
                .settings(TransferFixture.TINY)
                .plan(transfer("rewritten").copy("id", "v"));
        TransferListener rewriting = new TransferFixture.RecordingListener() {
            @Override
            public void chunkCommitted(String transfer, Counts counts, long millis) {
                super.chunkCommitted(transfer, counts, millis);
                if (chunks.size() == 5) {
                    fixture.execute("vacuum full source");
                }
            }
        };

        // When
        fixture.run(rewriting);

        // Then
        assertThat(fixture.difference("table source", "table target")).isEmpty();
        assertThat(fixture.number("select restarts from stopover.transfer")).isEqualTo(1);
        assertThat(fixture.counts("rewritten").read()).isEqualTo(2000);
        assertThat(fixture.counts("rewritten").same()).isPositive();
    }

    @Test
    void hasNothingToDoTheSecondTime() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id int primary key);
                        create table target (id int primary key);
                        insert into source select generate_series(1, 100);
                        """).plan(transfer("ids").copy("id"));
        fixture.run();
        fixture.takeOver();

        // When
        fixture.run();

        // Then
        assertThat(fixture.listener.chunks).hasSize(1);
    }

    @Test
    void refusesToGoOnWithAnotherDefinition() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id int primary key, v int);
                        create table target (id int primary key, v int);
                        insert into source values (1, 1);
                        """).plan(transfer("ids").copy("id", "v"));
        fixture.run();
        fixture.plan(transfer("ids").column("id", "s.id").column("v", "s.v + 1"));

        // When
        assertThatThrownBy(fixture::run)
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("transfer ids has begun with another definition");
    }

    @Test
    void sharesTheExtentsBetweenWorkers() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id int primary key, v text);
                        create table target (id int primary key, v text);
                        insert into source select i, repeat('x', 100) from generate_series(1, 20000) i;
                        """)
                .settings(TransferFixture.TINY.withWorkers(3))
                .plan(transfer("shared").copy("id", "v"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.difference("table source", "table target")).isEmpty();
        assertThat(fixture.counts("shared")).isEqualTo(new Counts(20000, 20000, 0, 0, 0));
    }

    @Test
    void movesWithoutRowLocksWhenTheApplicationIsStopped() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table source (id int primary key);
                        create table target (id int primary key);
                        insert into source select generate_series(1, 1000);
                        """).offline().plan(transfer("ids").copy("id"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.counts("ids")).isEqualTo(new Counts(1000, 1000, 0, 0, 0));
        assertThat(fixture.number("select count(*) from source where xmax::text <> '0'"))
                .isZero();
    }
}

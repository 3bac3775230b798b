package dev.stopover.backup;

import static dev.stopover.backup.BackupFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.database.Database;
import dev.stopover.failure.FailedException;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.PhaseState;
import dev.stopover.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TableRestoreTest {
    /** Values that text, numbers and settings of the session could bend. */
    static final String RICH_TABLE = """
            create type mood as enum ('sad', 'happy');
            create table "Odd Table" (
              id int generated always as identity primary key,
              "na me" text,
              twice int generated always as (price * 2) stored,
              price int,
              feels mood[],
              at timestamptz,
              span interval,
              ratio float8,
              doc jsonb,
              raw bytea,
              cost money,
              fixed char(5));
            """;

    static final String RICH_ROWS = """
            insert into "Odd Table" ("na me", price, feels, at, span, ratio, doc, raw, cost, fixed) values
              (E'tab\\t new\\n line \\\\. \\\\N', 2, '{happy,NULL}', '2026-03-29 02:30:00+05', '-1 day +2 hours', 0.1::float8 / 3,
               '{"a": "\\u00e9"}', '\\x00ff', 12.5, 'a'),
              (null, null, null, 'infinity', null, 'NaN', 'null', '', null, null),
              ('', 0, '{}', '-infinity', '0', '-0', '{}', '\\x', -1, '');
            delete from "Odd Table" where "na me" = 'none';
            select setval(pg_get_serial_sequence('"Odd Table"', 'id'), 41);
            """;

    private final Database database = TestServer.newDatabase();

    @Test
    void bringsBackEveryValueAndTheSequence() throws SQLException {
        // Given
        BackupFixture fixture = fixture(RICH_TABLE + RICH_ROWS, "drop table \"Odd Table\"; drop type mood");
        List<String> before = texts(database, "select t::text from \"Odd Table\" t order by id");
        fixture.take();
        TestServer.execute(database, "drop table \"Odd Table\"; drop type mood;");
        TestServer.execute(database, RICH_TABLE);

        // When
        TableRestore.Result result = fixture.restoreRows();

        // Then
        assertThat(before).hasSize(3);
        assertThat(result.tables()).containsExactly(new RestoredTable("public.Odd Table", 3));
        assertThat(texts(database, "select t::text from \"Odd Table\" t order by id"))
                .isEqualTo(before);
        assertThat(texts(database, "insert into \"Odd Table\" (price) values (1) returning id"))
                .containsExactly("42");
        assertThat(texts(database, "select message from stopover.event where kind = 'rows-restored'"))
                .containsExactly("public.Odd Table (3 rows) from snapshot 1");
    }

    @Test
    void saysThatSomebodyElseWasFasterThanTheRows() throws SQLException {
        // Given: an old instance that had been failing all the time writes as soon as its table is there again
        BackupFixture fixture = fixture("create table a (id int); insert into a values (1), (2);", "drop table a");
        fixture.take();
        TestServer.execute(database, "drop table a");
        TestServer.execute(database, "create table a (id int)");
        TestServer.execute(database, "insert into a values (9)");

        // When
        assertThatThrownBy(fixture::restoreRows)
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("public.a was written to after it had been created again and before its rows")
                .extracting(e -> ((FailedException) e).remedy())
                .asString()
                .contains("delete from \"public\".\"a\";");
        TestServer.execute(database, "delete from a");
        assertThat(fixture.restoreRows().tables()).containsExactly(new RestoredTable("public.a", 2));
    }

    @Test
    void leavesWhatIsWrittenOnceTheRowsAreBack() throws SQLException {
        // Given
        BackupFixture fixture = fixture("create table a (id int); insert into a values (1), (2);", "drop table a");
        fixture.take();
        TestServer.execute(database, "drop table a");
        TestServer.execute(database, "create table a (id int)");
        fixture.restoreRows();
        TestServer.execute(database, "insert into a values (3); delete from a where id < 3;");

        // When
        TableRestore.Result again = fixture.restoreRows();

        // Then
        assertThat(again.tables()).isEmpty();
        assertThat(texts(database, "select id from a")).containsExactly("3");
    }

    @Test
    void leavesATableThatItsUndoScriptHasFilled() throws SQLException {
        // Given
        BackupFixture fixture = fixture(
                "create table a (id int) partition by range (id); create table a_1 partition of a default;"
                        + " insert into a values (1), (2);",
                "drop table a");
        fixture.take();
        TestServer.execute(database, "drop table a");
        TestServer.execute(
                database,
                "create table a (id int) partition by range (id); create table a_1 partition of a default;"
                        + " insert into a values (7);");

        // When
        TableRestore.Result result = fixture.restoreRows();

        // Then
        assertThat(result.tables()).isEmpty();
        assertThat(texts(database, "select id from a")).containsExactly("7");
    }

    @Test
    void bringsBackTablesThatReferToEachOtherInACircle() throws SQLException {
        // Given
        String schema = """
                create table team (id int primary key, boss int not null);
                create table person (id int primary key, team int not null references team, mentor int references person);
                alter table team add constraint "the boss" foreign key (boss) references person deferrable;
                create table visit (id int primary key, person int not null references person);
                alter table person add column room int;
                create table room (id int primary key, keeper int references person);
                alter table person add constraint lives foreign key (room) references room;
                """;
        BackupFixture fixture = fixture(schema + """
                begin;
                set constraints all deferred;
                insert into team values (1, 10);
                insert into person values (10, 1, null), (11, 1, 10);
                commit;
                insert into room values (5, 11);
                update person set room = 5 where id = 10;
                insert into visit values (100, 11);
                """, "drop table team, person, visit, room cascade");
        fixture.take();
        TestServer.execute(database, "drop table team, person, visit, room cascade");
        TestServer.execute(database, schema);

        // When
        TableRestore.Result result = fixture.restoreRows();

        // Then
        assertThat(result.tables()).hasSize(4);
        assertThat(texts(database, "select t::text from person t order by id"))
                .containsExactly("(10,1,,5)", "(11,1,10,)");
        assertThat(texts(database, """
                select conname || ' ' || condeferrable || ' ' || condeferred || ' ' || convalidated
                from pg_constraint
                where contype = 'f'
                  and connamespace = 'public'::regnamespace
                order by 1
                """))
                .containsExactly(
                        "lives false false true",
                        "person_mentor_fkey false false true",
                        "person_team_fkey false false true",
                        "room_keeper_fkey false false true",
                        "the boss true false true",
                        "visit_person_fkey false false true");
        assertThatThrownBy(() -> TestServer.execute(database, "insert into visit values (101, 99)"))
                .hasStackTraceContaining("visit_person_fkey");
    }

    @Test
    void validatesForeignKeysThatTheUndoScriptCouldNot() throws SQLException {
        // Given
        BackupFixture fixture = fixture("""
                create table owner (id int primary key);
                create table studio (id int primary key, owner int references owner);
                insert into owner values (1);
                insert into studio values (7, 1);
                """, "drop table owner cascade");
        fixture.take();
        TestServer.execute(database, """
                drop table owner cascade;
                create table owner (id int primary key);
                alter table studio add foreign key (owner) references owner not valid;
                """);

        // When
        fixture.restoreRows();

        // Then
        assertThat(
                        texts(
                                database,
                                "select convalidated::text from pg_constraint where contype = 'f' and conrelid = 'studio'::regclass"))
                .containsExactly("true");
    }

    @Test
    void doesNotFireTriggersAndLeavesThemAsTheyWere() throws SQLException {
        // Given
        String schema = """
                create table a (id int primary key);
                create function note() returns trigger language plpgsql as $$
                begin
                  insert into noted values (new.id);
                  return new;
                end $$;
                create trigger usual after insert on a for each row execute function note();
                create trigger always after insert on a for each row execute function note();
                create trigger off after insert on a for each row execute function note();
                alter table a enable always trigger always;
                alter table a disable trigger off;
                """;
        BackupFixture fixture =
                fixture("create table noted (id int);" + schema + "insert into a values (1);", "drop table a");
        fixture.take();
        TestServer.execute(database, "drop table a; drop function note; delete from noted;");
        TestServer.execute(database, schema);

        // When
        fixture.restoreRows();

        // Then
        assertThat(texts(database, "select count(*) from noted")).containsExactly("0");
        assertThat(texts(
                        database,
                        "select tgname || tgenabled::text from pg_trigger where tgrelid = 'a'::regclass order by 1"))
                .containsExactly("alwaysA", "offD", "usualO");
    }

    @Test
    void bringsBackAPartitionedTableWhosePartitionsAreCutOtherwise() throws SQLException {
        // Given
        BackupFixture fixture = fixture("""
                create table log (id int, day date) partition by range (day);
                create table log_1 partition of log for values from ('2026-01-01') to ('2026-02-01');
                create table log_2 partition of log for values from ('2026-02-01') to ('2026-03-01');
                insert into log values (1, '2026-01-05'), (2, '2026-02-05'), (3, '2026-02-06');
                """, "drop table log");
        fixture.take();
        TestServer.execute(database, """
                drop table log;
                create table log (day date, id int) partition by range (day);
                create table log_all partition of log default;
                """);

        // When
        TableRestore.Result result = fixture.restoreRows();

        // Then
        assertThat(result.tables()).containsExactly(new RestoredTable("public.log", 3));
        assertThat(texts(database, "select id from log_all order by id")).containsExactly("1", "2", "3");
    }

    @Test
    void canBeRepeatedAndLeavesAloneWhatWasNotCreatedAgain() throws SQLException {
        // Given: one table was only altered, one comes back with the next undo script
        BackupFixture fixture = fixture("""
                create table altered (id int);
                create table first (id int);
                create table second (id int);
                insert into altered values (1);
                insert into first values (1);
                insert into second values (1), (2);
                """, "alter table altered add x int; drop table first; drop table second;");
        fixture.take();
        TestServer.execute(database, "delete from altered; drop table first, second; create table second (id int);");

        // When
        TableRestore.Result once = fixture.restoreRows();
        TestServer.execute(database, "insert into second values (3); create table first (id int);");
        fixture.takeOver();
        TableRestore.Result again = fixture.restoreRows();

        // Then
        assertThat(once.tables()).containsExactly(new RestoredTable("public.second", 2));
        assertThat(once.missing()).containsExactly("public.first");
        assertThat(again.tables()).containsExactly(new RestoredTable("public.first", 1));
        assertThat(again.missing()).isEmpty();
        assertThat(texts(database, "select id from second order by id")).containsExactly("1", "2", "3");
        assertThat(texts(database, "select count(*) from altered")).containsExactly("0");
    }

    @Test
    void writesNothingWhenTheRowsDoNotComeBackAsTheyWere() throws SQLException {
        // Given: the undo script defines a column that rounds
        BackupFixture fixture = fixture("""
                create table a (id int);
                create table b (price numeric(10, 2));
                insert into a values (1);
                insert into b values (1.25);
                """, "drop table a, b");
        fixture.take();
        TestServer.execute(
                database, "drop table a, b; create table a (id int); create table b (price numeric(10, 1));");

        // When
        assertThatThrownBy(fixture::restoreRows)
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("public.b had 1 row, checksum ")
                .hasMessageContaining("after its rows came back");
        assertThat(texts(database, "select count(*) from a")).containsExactly("0");
    }

    @Test
    void namesAColumnThatTheUndoScriptForgot() throws SQLException {
        // Given
        BackupFixture fixture = fixture("create table a (id int, name text)", "drop table a");
        fixture.take();
        TestServer.execute(database, "drop table a; create table a (id int);");

        // When
        assertThatThrownBy(fixture::restoreRows)
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("public.a was created again without name");
    }

    @Test
    void usesTheBackupOfTheAttemptThatIsTakenBack() throws SQLException {
        // Given: an earlier attempt saved other rows
        BackupFixture fixture = fixture("create table a (id int); insert into a values (1);", "drop table a");
        fixture.take();
        fixture.enter(PhaseState.FAILED).enter(PhaseState.ROLLING_BACK).enter(PhaseState.ROLLED_BACK);
        TestServer.execute(database, "update a set id = 2");
        fixture.enter(PhaseState.RUNNING).take();
        TestServer.execute(database, "drop table a; create table a (id int);");
        fixture.enter(PhaseState.FAILED).enter(PhaseState.ROLLING_BACK);

        // When
        fixture.restoreRows();

        // Then
        assertThat(texts(database, "select id from a")).containsExactly("2");
    }

    @Test
    void saysThatTheBackupWentWhileItWasNeeded() throws SQLException {
        // Given
        BackupFixture fixture = fixture("create table a (id int); insert into a values (1)", "drop table a");
        BackupRecord snapshot = fixture.take().get(0);
        TestServer.execute(database, "drop table a; create table a (id int)");
        UndoRows found = fixture.undoRows();
        TestServer.execute(database, "drop schema " + snapshot.location() + " cascade");

        // When
        assertThatThrownBy(() -> fixture.tableRestore().restoreRows(fixture.phase(), found))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessage(
                        "the rows of phase contract do not come back: snapshot 1 is not in this database: there is no"
                                + " schema stopover_backup_1");
    }

    @Test
    void fillsTablesByHandOnlyWhenTheyAreEmpty() throws SQLException {
        // Given
        BackupFixture fixture = fixture("create table a (id int); insert into a values (1), (2);", "delete from a");
        BackupRecord snapshot = fixture.take().get(0);
        TestServer.execute(database, "delete from a where id = 1");

        // When
        assertThatThrownBy(() -> fixture.tableRestore().restoreTables(snapshot, List.of("a")))
                .isInstanceOf(BackupException.class)
                .hasMessage("public.a is not empty");
        assertThatThrownBy(() -> fixture.tableRestore().restoreTables(snapshot, List.of("b")))
                .isInstanceOf(BackupException.class)
                .hasMessage("snapshot 1 has no table b");
        TestServer.execute(database, "truncate a");
        TableRestore.Result result = fixture.tableRestore().restoreTables(snapshot, List.of("public.a"));

        // Then
        assertThat(result.tables()).containsExactly(new RestoredTable("public.a", 2));
        assertThat(texts(database, "select id from a order by id")).containsExactly("1", "2");
    }

    private BackupFixture fixture(String schema, String script) throws SQLException {
        return BackupFixture.on(database, schema).script(script).enter(PhaseState.RUNNING);
    }
}

package dev.stopover.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the lexer and the classification against the judgement of the real server. */
class StatementKindServerTest {
    private static final String SETUP = """
            create table t (id integer constraint t_pkey primary key, a text);
            create index t_a on t (a);
            create materialized view m as select id from t;
            create table p (id integer) partition by range (id);
            create table p1 partition of p for values from (0) to (10);
            create publication pub for table t;
            """;

    /** Subscriptions belong to one database and are not copied with it. */
    private static final String SUBSCRIPTION = """
            create subscription s connection 'dbname=nowhere' publication pub with (connect = false);
            alter subscription s set (slot_name = none);
            """;

    private static Database template;

    @BeforeAll
    static void createTemplate() {
        template = TestServer.newDatabase();
        TestServer.execute(template, SETUP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently on t (a)",
                "create unique index concurrently if not exists u on t (id)",
                "create index i on t (a)",
                "create index \"concurrently\" on t (a)",
                "drop index concurrently if exists t_a",
                "drop index t_a",
                "reindex table t",
                "reindex table concurrently t",
                "reindex index concurrently t_a",
                "reindex (concurrently) table t",
                "reindex (concurrently off, verbose) table t",
                "reindex (concurrently true) index t_a",
                "reindex schema public",
                "reindex (verbose) schema public",
                "reindex schema concurrently public",
                "reindex system",
                "reindex database",
                "vacuum",
                "vacuum (analyze) t",
                "analyze t",
                "alter system set work_mem = '5MB'",
                "alter system reset work_mem",
                "create database other_db",
                "drop database if exists no_such_db",
                "drop tablespace if exists no_such_space",
                "alter table p detach partition p1 concurrently",
                "alter table only p detach partition public.p1 concurrently",
                "alter table p detach partition p1",
                "cluster",
                "cluster verbose",
                "cluster (verbose)",
                "cluster t using t_a",
                "discard all",
                "discard plans",
                "checkpoint",
                "create subscription n connection 'dbname=nowhere' publication pub with (connect = false)",
                "create subscription n connection 'dbname=nowhere' publication pub with (create_slot = false, connect = off)",
                "alter subscription s set publication pub2 with (refresh = false)",
                "refresh materialized view m",
                "create function f() returns text begin atomic select case when true then ';' end; select 'x'; end",
                "create rule r as on update to t do also (select 1; select 2)",
                "do $x$ begin perform 'it''s;'; end $x$",
                "select E'a\\'' || '--;' from t -- end; \n where \"id\" <> -1 /* a /* ; */ */",
                "select U&'\\0041', U&\"id\" from t",
                "select 1_000 + 0x1F + .5, 'a'\n'b', a[1:2] from (select array[1,2,3] a) x",
                "set lock_timeout = '1s'",
                "insert into t values (1, $$;$$) on conflict do nothing"
            })
    void theServerAgreesWhereAStatementMayRun(String sql) throws SQLException {
        // Given
        SqlStatement statement = only(sql);
        Database database = TestServer.newDatabase(template.settings().database());
        if (sql.startsWith("alter subscription")) {
            TestServer.execute(database, SUBSCRIPTION);
        }

        // When
        Optional<String> inTransaction = run(database, statement.text(), false);
        Optional<String> alone = run(database, statement.text(), true);
        undoServerWideEffects(sql);

        // Then
        assertThat(alone).as("alone").isEmpty();
        assertThat(inTransaction)
                .as("in a transaction")
                .isEqualTo(
                        statement.kind() == StatementKind.NON_TRANSACTIONAL ? Optional.of("25001") : Optional.empty());
    }

    /** These need another server or a directory to succeed, but are refused in a transaction before that matters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create subscription n connection 'dbname=nowhere' publication pub",
                "alter subscription s refresh publication",
                "create tablespace space location '/nowhere'",
                "alter database no_such_db set tablespace pg_default"
            })
    void theServerRefusesTheseInATransaction(String sql) throws SQLException {
        // Given
        Database database = TestServer.newDatabase(template.settings().database());
        if (sql.startsWith("alter subscription")) {
            TestServer.execute(database, SUBSCRIPTION);
            TestServer.execute(database, "alter subscription s set (slot_name = 's')");
            TestServer.execute(database, "alter subscription s enable");
        }

        // When
        Optional<String> inTransaction = run(database, sql, false);
        if (sql.startsWith("alter subscription")) {
            TestServer.execute(database, "alter subscription s disable");
            TestServer.execute(database, "alter subscription s set (slot_name = none); drop subscription s");
        }

        // Then
        assertThat(only(sql).kind()).isEqualTo(StatementKind.NON_TRANSACTIONAL);
        assertThat(inTransaction).contains("25001");
    }

    @Test
    void everyStatementOfACutScriptIsOneForTheServer() throws SQLException {
        // Given
        String script = """
                create table a (x text default ';' /* ; */, y int);
                create or replace function g(n int) returns int language sql
                begin atomic
                  select case n when 1 then case n when 1 then 2 end else 3 end;
                  select n;
                end;
                create procedure h() begin atomic insert into a values ('end'); end;
                do $a$ begin execute $b$ insert into a values (';', 1); $b$; end $a$;
                insert into a values (E'\\';', 2)
                """;
        Database database = TestServer.newDatabase();

        // When
        SqlScript cut = SqlScript.parse("f", script);

        // Then
        assertThat(cut.statements()).hasSize(5);
        try (Connection connection = database.connect("test")) {
            for (SqlStatement statement : cut.statements()) {
                // A prepared statement holds one command; the server refuses two.
                try (var prepared = connection.prepareStatement(statement.text())) {
                    prepared.execute();
                }
            }
        }
    }

    private static SqlStatement only(String sql) {
        assertThat(SqlScript.parse("f", sql).statements()).hasSize(1);
        return SqlScript.parse("f", sql).statements().get(0);
    }

    private static Optional<String> run(Database database, String sql, boolean alone) throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(alone);
            try {
                statement.execute(sql);
                return Optional.empty();
            } catch (SQLException e) {
                return Optional.of(e.getSQLState());
            } finally {
                if (!alone) {
                    connection.rollback();
                }
            }
        }
    }

    private static void undoServerWideEffects(String sql) {
        if (sql.startsWith("create database")) {
            TestServer.execute(template, "drop database other_db");
        } else if (sql.startsWith("alter system")) {
            TestServer.execute(template, "alter system reset work_mem");
        }
    }
}

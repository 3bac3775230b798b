package dev.stopover.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlScriptTest {
    @Test
    void cutsAtSemicolonsOnlyWhereStatementsEnd() {
        // Given
        String text = """
                -- first; comment
                create table a (x text default ';');  /* ; */

                create function f() returns text language sql
                begin atomic
                  select case when true then 'a;' else 'b' end;
                  select 'end;';
                end;
                create rule r as on insert to a do also (select 1; select 2);;
                do $$ begin perform 1; end $$
                """;

        // When
        SqlScript script = SqlScript.parse("V1__x.sql", text);

        // Then
        assertThat(script.statements())
                .extracting(s -> s.line() + ":" + s.column() + " "
                        + s.text().lines().findFirst().orElseThrow())
                .containsExactly(
                        "2:1 create table a (x text default ';')",
                        "4:1 create function f() returns text language sql",
                        "9:1 create rule r as on insert to a do also (select 1; select 2)",
                        "10:1 do $$ begin perform 1; end $$");
        assertThat(script.statements().get(1).text()).endsWith("select 'end;';\nend");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create unique index Concurrently \"concurrently\" on t (a) | create unique index \"concurrently\" on t (a)",
                "drop index concurrently if exists concurrently | drop index if exists concurrently",
                "reindex table concurrently t | reindex table t",
                "alter table t detach partition p concurrently | alter table t detach partition p",
                "reindex (concurrently, verbose) index i | ",
                "create index i on t (a) | ",
                "vacuum t | "
            })
    void whatRunsConcurrentlyHasAFormThatBlocks(String text, String blocking) {
        Optional<SqlStatement> found =
                SqlScript.parse("f", text).statements().get(0).blocking();

        assertThat(found.map(statement -> statement.text().strip().replaceAll("  +", " ")))
                .isEqualTo(Optional.ofNullable(blocking));
        found.ifPresent(statement -> assertThat(statement.kind()).isEqualTo(StatementKind.TRANSACTIONAL));
    }

    @Test
    void aTextWithoutStatementsHasNone() {
        assertThat(SqlScript.parse("f", " -- nothing\n ; /* at all */ ;").statements())
                .isEmpty();
    }

    @Test
    void anAtomicWordElsewhereOpensNothing() {
        assertThat(SqlScript.parse("f", "select begin atomic from t; select case when a then b end from t; select 1")
                        .statements())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "create table a (x int; select 1;, 1:16, this bracket is never closed.",
        "select 1); select 2, 1:9, this bracket was never opened.",
        "create function f() returns int begin atomic select 1; select 2, 1:39, this atomic has no end."
    })
    void saysWhereABracketOrBodyIsLeftOpen(String text, String place, String problem) {
        assertThatExceptionOfType(SqlSyntaxException.class)
                .isThrownBy(() -> SqlScript.parse("V1__x.sql", text))
                .withMessage("V1__x.sql:" + place + ": " + problem);
    }

    static Stream<Arguments> concurrentStatements() {
        ObjectName t = new ObjectName(Optional.empty(), "t");
        ObjectName st = new ObjectName(Optional.of("S"), "t");
        return Stream.of(
                Arguments.of(
                        "create unique index concurrently if not exists I on only \"S\".t using btree (a)",
                        new ConcurrentWork.CreateIndex(Optional.of("i"), st, true)),
                Arguments.of(
                        "create index concurrently on t (a)",
                        new ConcurrentWork.CreateIndex(Optional.empty(), t, false)),
                Arguments.of(
                        "drop index concurrently if exists \"S\".t cascade", new ConcurrentWork.DropIndex(st, true)),
                Arguments.of("reindex (verbose) index concurrently t", new ConcurrentWork.ReindexIndex(t)),
                Arguments.of("reindex (concurrently) table t", new ConcurrentWork.ReindexTable(t)),
                Arguments.of(
                        "alter table t detach partition \"S\".t concurrently",
                        new ConcurrentWork.DetachPartition(t, st)));
    }

    @ParameterizedTest
    @MethodSource("concurrentStatements")
    void namesWhatAConcurrentStatementWorksOn(String sql, ConcurrentWork work) {
        assertThat(SqlScript.parse("f", sql).statements())
                .singleElement()
                .satisfies(statement -> assertThat(statement.concurrent()).contains(work))
                .satisfies(statement -> assertThat(statement.kind()).isEqualTo(StatementKind.NON_TRANSACTIONAL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "begin | TRANSACTION_CONTROL",
                "Commit | TRANSACTION_CONTROL",
                "end work | TRANSACTION_CONTROL",
                "rollback to savepoint a | TRANSACTION_CONTROL",
                "abort | TRANSACTION_CONTROL",
                "savepoint a | TRANSACTION_CONTROL",
                "release a | TRANSACTION_CONTROL",
                "start transaction read only | TRANSACTION_CONTROL",
                "prepare transaction 'x' | TRANSACTION_CONTROL",
                "commit prepared 'x' | TRANSACTION_CONTROL",
                "set transaction isolation level serializable | TRANSACTION_CONTROL",
                "prepare p as select 1 | TRANSACTIONAL",
                "copy t from stdin | CLIENT_COPY",
                "copy s.t (a, b) from stdin with (format csv) | CLIENT_COPY",
                "copy (select 1) to stdout | CLIENT_COPY",
                "copy t from '/tmp/x' | TRANSACTIONAL",
                "copy t from program 'cat' | TRANSACTIONAL",
                "\"begin\" | TRANSACTIONAL"
            })
    void recognisesWhatAScriptMustNotSay(String sql, StatementKind kind) {
        assertThat(SqlScript.parse("f", sql).statements())
                .singleElement()
                .extracting(SqlStatement::kind)
                .isEqualTo(kind);
    }
}

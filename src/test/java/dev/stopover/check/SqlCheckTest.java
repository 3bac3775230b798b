package dev.stopover.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.history.CheckResult;
import dev.stopover.plan.Bound;
import dev.stopover.plan.Check;
import dev.stopover.testing.TestServer;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlCheckTest {
    private static Database database;

    @BeforeAll
    static void createDatabase() {
        database = TestServer.newDatabase();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    select 0                       | 0     | 0
                    select 2.50::numeric           | 2.5   | 2.50
                    select 1e3::float8             | 1000  | 1000
                    select 9007199254740993        | 9007199254740993 | 9007199254740993
                    select 'ready'                 | ready | ready
                    select 1 = 1                   | true  | true
                    select '{"a": 1}'::jsonb ? 'a' | true  | true
                    select '{fn now()}'            | {fn now()} | {fn now()}
                    """)
    void passesWhenTheValueIsTheExpectedOne(String sql, String expected, String actual) throws SQLException {
        // When
        CheckResult result = CheckFixture.evaluate(database, expect(sql, expected));

        // Then
        assertThat(result.passed()).isTrue();
        assertThat(result.expected()).isEqualTo(expected);
        assertThat(result.actual()).isEqualTo(actual);
        assertThat(result.kind()).isEqualTo("sql");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    select 1                                | 0     | 1           | ''
                    select 9007199254740993                 | 9007199254740992 | 9007199254740993 | ''
                    select 'Ready'                          | ready | Ready       | ''
                    select 1 = 2                            | true  | false       | ''
                    select null::int                        | 0     | null        | A null meets no bound
                    select 0 where false                    | 0     | no row      | must return a single value
                    select 0 from generate_series(1, 2)     | 0     | several rows | must return a single value
                    select 0, 0                             | 0     | 2 columns   | must return a single value
                    select 0; select 0                      | 0     | several results | must be a single statement
                    do $$begin end$$                        | 0     | no result   | must be a select
                    select no_such_column                   | 0     | an error    | (SQLSTATE 42703)
                    create table written (id int)           | 0     | an error    | read-only transaction
                    """)
    void failsClearlyWhenItIsNot(String sql, String expected, String actual, String detail) throws SQLException {
        // When
        CheckResult result = CheckFixture.evaluate(database, expect(sql, expected));

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.actual()).isEqualTo(actual);
        assertThat(result.detail()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "select 10,      at-least, 10, true",
        "select 9.99,    at-least, 10, false",
        "select 10.0,    at-most,  10, true",
        "select 10.01,   at-most,  10, false",
        "select 'eleven',at-least, 10, false",
        "select 'NaN'::float8, at-most, 10, false"
    })
    void comparesBoundsAsNumbers(String sql, String side, BigDecimal limit, boolean passes) throws SQLException {
        // Given
        Bound bound = side.equals("at-least") ? new Bound.AtLeast(limit) : new Bound.AtMost(limit);

        // When
        CheckResult result = CheckFixture.evaluate(database, new Check.Sql("bounded", sql, bound));

        // Then
        assertThat(result.passed()).isEqualTo(passes);
        assertThat(result.expected()).isEqualTo(side.replace('-', ' ') + " 10");
    }

    @Test
    void saysThatEntitiesNeedTheProgram() throws SQLException {
        // When
        CheckResult result = CheckFixture.evaluate(database, new Check.Entities("would start", "massava"));

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.detail())
                .contains("only by the stopover program itself")
                .contains("massava");
    }

    private static Check expect(String sql, String value) {
        return new Check.Sql("a value", sql, new Bound.Expect(value));
    }
}

package dev.stopover.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.history.CheckResult;
import dev.stopover.plan.Check;
import dev.stopover.plan.Transfer;
import dev.stopover.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EqualCheckTest {
    private static final Check EQUAL = new Check.Equal("rows equal", "values");
    private static final Check CHECKSUM = new Check.Checksum("sums equal", "values");
    private static final List<Transfer> TRANSFERS = List.of(CheckFixture.transfer(
                    "values",
                    "old_values",
                    "new_values",
                    "id",
                    "num",
                    "price",
                    "at",
                    "doc",
                    "raw",
                    "txt",
                    "bin",
                    "arr",
                    "uid",
                    "flo",
                    "span",
                    "fix",
                    "flag",
                    "addr",
                    "spot")
            .done());

    private Database database;

    @BeforeEach
    void createTables() {
        database = TestServer.newDatabase();
        TestServer.execute(database, """
                create table old_values (
                  id int primary key, num numeric, price numeric(10, 2), at timestamptz, doc jsonb, raw json, txt text,
                  bin bytea, arr int[], uid uuid, flo float8, span interval, fix char(5), flag boolean, addr inet,
                  spot point);
                insert into old_values
                select n, (n || '.10')::numeric, n, timestamptz '2026-01-01 00:00Z' + n * interval '1 hour', jsonb_build_object('n', n),
                  json_build_object('n', n), 'text ' || n, decode(lpad(n::text, 4, '0'), 'hex'), array[n, null, n],
                  md5(n::text)::uuid, n / 3.0, n * interval '1 day', 'f' || n, n % 2 = 0,
                  ('10.0.0.' || n)::inet, point(n, n)
                from generate_series(1, 200) n;
                insert into old_values (id) values (201);
                create table new_values (like old_values including all);
                insert into new_values select * from old_values;
                """);
    }

    @Test
    void passesWhenBothSidesAreTheSame() throws SQLException {
        // When
        CheckResult equal = CheckFixture.evaluate(database, TRANSFERS, EQUAL);
        CheckResult checksum = CheckFixture.evaluate(database, TRANSFERS, CHECKSUM);

        // Then
        assertThat(equal.passed()).as(equal.toString()).isTrue();
        assertThat(equal.actual()).isEqualTo("201 rows equal");
        assertThat(checksum.passed()).as(checksum.toString()).isTrue();
        assertThat(checksum.actual()).startsWith("201 rows, checksum ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    num   | 42.100
                    num   | 42.11
                    price | 42.01
                    at    | 2026-01-02 18:00:00.000001Z
                    doc   | {"n": 43}
                    doc   | {"n": "42"}
                    raw   | {"n" :42}
                    txt   | Text 42
                    txt   | ''
                    bin   | \\x0043
                    arr   | {42,42,42}
                    arr   | {{42,NULL,42}}
                    uid   | 00000000-0000-0000-0000-000000000000
                    flo   | 14.000000000000002
                    span  | 1 mon 12 days
                    fix   | f42x
                    flag  | false
                    addr  | 10.0.0.42/24
                    spot  | (42,42.5)
                    """)
    void noticesADifferenceInEveryType(String column, String value) throws SQLException {
        // Given
        TestServer.execute(database, "update new_values set " + column + " = '" + value + "' where id = 42");

        // When
        CheckResult equal = CheckFixture.evaluate(database, TRANSFERS, EQUAL);
        CheckResult checksum = CheckFixture.evaluate(database, TRANSFERS, CHECKSUM);

        // Then
        assertThat(equal.passed()).isFalse();
        assertThat(equal.expected()).isEqualTo("201 rows equal");
        assertThat(equal.actual()).isEqualTo("200 rows equal, 1 different, 0 missing");
        assertThat(equal.keys()).containsExactly("id=42: " + column);
        assertThat(checksum.passed()).isFalse();
    }

    @Test
    void tellsNullFromEmpty() throws SQLException {
        // Given
        TestServer.execute(database, "update new_values set txt = '', bin = '', arr = '{}' where id = 201");

        // When
        CheckResult equal = CheckFixture.evaluate(database, TRANSFERS, EQUAL);

        // Then
        assertThat(equal.keys()).containsExactly("id=201: txt, bin, arr");
        assertThat(CheckFixture.evaluate(database, TRANSFERS, CHECKSUM).passed())
                .isFalse();
    }

    @Test
    void noticesValuesSwappedBetweenTwoRows() throws SQLException {
        // Given
        TestServer.execute(database, """
                update new_values n
                set txt = o.txt
                from old_values o
                where n.id in (7, 8)
                  and o.id = 15 - n.id
                """);

        // When
        CheckResult equal = CheckFixture.evaluate(database, TRANSFERS, EQUAL);

        // Then
        assertThat(equal.keys()).containsExactly("id=7: txt", "id=8: txt");
        assertThat(CheckFixture.evaluate(database, TRANSFERS, CHECKSUM).passed())
                .isFalse();
    }

    @Test
    void namesTheFirstTenOfManyRows() throws SQLException {
        // Given
        TestServer.execute(
                database,
                "update new_values set txt = 'x', flag = null where id > 100; delete from new_values where id <= 3");

        // When
        CheckResult equal = CheckFixture.evaluate(database, TRANSFERS, EQUAL);

        // Then
        assertThat(equal.actual()).isEqualTo("97 rows equal, 101 different, 3 missing");
        assertThat(equal.keys())
                .hasSize(10)
                .startsWith("id=1: not in public.new_values")
                .endsWith("id=107: txt, flag");
        assertThat(equal.detail()).contains("public.old_values");
        assertThat(CheckFixture.evaluate(database, TRANSFERS, CHECKSUM).expected())
                .startsWith("201 rows");
    }

    @Test
    void comparesEveryPartitionOfASourceWithAKeyOfTwoColumns() throws SQLException {
        // Given
        TestServer.execute(database, """
                create table old_rows (region text, id bigint, txt text, primary key (region, id)) partition by list (region);
                create table old_rows_eu partition of old_rows for values in ('eu');
                create table old_rows_us partition of old_rows for values in ('us');
                create table new_rows (id bigint, region text, txt text, primary key (id, region));
                insert into old_rows
                select case n % 3 when 0 then 'eu' else 'us' end, n, repeat('x', 300)
                from generate_series(1, 30000) n;
                insert into new_rows select id, region, txt from old_rows where txt is not null;
                update new_rows set txt = 'short' where id = 29999;
                delete from new_rows where id = 3;
                """);
        List<Transfer> transfers = List.of(CheckFixture.transfer("rows", "old_rows", "new_rows", "id", "region", "txt")
                .done());

        // When
        CheckResult equal = CheckFixture.evaluate(database, transfers, new Check.Equal("equal", "rows"));

        // Then
        assertThat(equal.actual()).isEqualTo("29998 rows equal, 1 different, 1 missing");
        assertThat(equal.keys()).containsExactly("region=eu, id=3: not in public.new_rows", "region=us, id=29999: txt");
    }

    @Test
    void comparesAViewByTheKeyThePlanNames() throws SQLException {
        // Given
        TestServer.execute(
                database,
                "create view old_view as select id, txt from old_values; create table new_view (id int primary key, txt text);"
                        + "insert into new_view select * from old_view; update new_view set txt = 'y' where id = 9");
        List<Transfer> transfers = List.of(CheckFixture.transfer("view", "old_view", "new_view", "id", "txt")
                .key("id")
                .done());

        // When
        CheckResult equal = CheckFixture.evaluate(database, transfers, new Check.Equal("equal", "view"));

        // Then
        assertThat(equal.actual()).isEqualTo("200 rows equal, 1 different, 0 missing");
        assertThat(equal.keys()).containsExactly("id=9: txt");
    }

    @Test
    void comparesOnlyRowsThatMove() throws SQLException {
        // Given
        TestServer.execute(database, "delete from new_values where id % 2 = 1");
        List<Transfer> even = List.of(CheckFixture.transfer(
                        "values",
                        "old_values",
                        "new_values",
                        "id",
                        "txt=upper(s.txt)",
                        "num",
                        "price",
                        "at",
                        "doc",
                        "raw",
                        "bin",
                        "arr",
                        "uid",
                        "flo",
                        "span",
                        "fix",
                        "flag",
                        "addr",
                        "spot")
                .where("s.id % 2 = 0 -- only even")
                .done());
        TestServer.execute(database, "update new_values set txt = upper(txt)");

        // When
        CheckResult equal = CheckFixture.evaluate(database, even, EQUAL);

        // Then
        assertThat(equal.passed()).as(equal.toString()).isTrue();
        assertThat(equal.actual()).isEqualTo("100 rows equal");
        assertThat(CheckFixture.evaluate(database, even, CHECKSUM).passed()).isTrue();
    }

    @Test
    void failsWithTheProblemWhenTheTargetLostAColumn() throws SQLException {
        // Given
        TestServer.execute(database, "alter table new_values drop column price");

        // When
        CheckResult equal = CheckFixture.evaluate(database, TRANSFERS, EQUAL);

        // Then
        assertThat(equal.passed()).isFalse();
        assertThat(equal.detail()).contains("plan.yaml:1:1").contains("public.new_values has no column price");
    }

    @Test
    void reportsRowsComparedSoFar() throws SQLException {
        // Given
        TestServer.execute(database, """
                insert into old_values (id, txt) select n, repeat('z', 1500) from generate_series(1000, 5999) n;
                insert into new_values select * from old_values where id >= 1000;
                """);
        List<Long> heard = new ArrayList<>();
        CheckListener listener = new CheckListener() {
            @Override
            public void compared(String name, long rows) {
                heard.add(rows);
            }
        };
        var phase = CheckFixture.phase(TRANSFERS, List.of());

        // When
        List<CheckResult> results = new Checks(database, new StopSignal(), EntityReader.UNAVAILABLE, listener)
                .evaluate(CheckFixture.plan(phase), phase);

        // Then
        assertThat(results).extracting(CheckResult::name).containsExactly("values: rows counted", "values: rows equal");
        assertThat(results).allMatch(CheckResult::passed);
        assertThat(heard).hasSizeGreaterThan(1).isSorted().endsWith(5201L);
        assertThat(IntStream.range(1, heard.size()).allMatch(i -> heard.get(i) > heard.get(i - 1)))
                .isTrue();
    }

    @Test
    void beginsATableAnewThatWasRewrittenMeanwhile() throws SQLException {
        // Given
        TestServer.execute(database, """
                insert into old_values (id, txt) select n, repeat('z', 1500) from generate_series(1000, 5999) n;
                insert into new_values select * from old_values where id >= 1000;
                delete from old_values where id between 1 and 3000;
                delete from new_values where id between 1 and 3000;
                update new_values set txt = 'y' where id = 5999;
                """);
        List<Long> heard = new ArrayList<>();
        CheckListener rewriting = new CheckListener() {
            @Override
            public void compared(String name, long rows) {
                if (heard.isEmpty()) {
                    TestServer.execute(database, "vacuum full old_values");
                }
                heard.add(rows);
            }
        };
        var phase = CheckFixture.phase(List.of(), List.of(EQUAL));

        // When
        List<CheckResult> results = new Checks(database, new StopSignal(), EntityReader.UNAVAILABLE, rewriting)
                .evaluate(CheckFixture.plan(CheckFixture.phase(TRANSFERS, List.of()), phase), phase);

        // Then
        assertThat(results.get(0).actual()).isEqualTo("2998 rows equal, 1 different, 0 missing");
        assertThat(results.get(0).keys()).containsExactly("id=5999: txt");
    }

    @Test
    void stopsBetweenTwoRanges() {
        // Given
        TestServer.execute(database, """
                insert into old_values (id, txt) select n, repeat('z', 1500) from generate_series(1000, 5999) n;
                insert into new_values select * from old_values where id >= 1000;
                """);
        StopSignal stop = new StopSignal();
        List<Long> heard = new ArrayList<>();
        CheckListener stopping = new CheckListener() {
            @Override
            public void compared(String name, long rows) {
                heard.add(rows);
                stop.stop(ExitCode.TERMINATED);
            }
        };
        var phase = CheckFixture.phase(TRANSFERS, List.of());

        // When / Then
        assertThatThrownBy(() -> new Checks(database, stop, EntityReader.UNAVAILABLE, stopping)
                        .evaluate(CheckFixture.plan(phase), phase))
                .isInstanceOf(StoppedException.class);
        assertThat(heard).hasSize(1);
    }

    @Test
    void leavesOutWhatIsAnotherValueEachTimeAndSaysSo() throws SQLException {
        // Given
        TestServer.execute(
                database,
                "create table stamped (id int primary key, moved timestamptz); insert into stamped select id, now() from old_values");
        List<Transfer> transfers =
                List.of(CheckFixture.transfer("stamp", "ids", "stamped", "id", "moved=clock_timestamp()")
                        .key("id")
                        .done());
        TestServer.execute(database, "create view ids as select id from old_values");

        // When
        CheckResult equal = CheckFixture.evaluate(database, transfers, new Check.Equal("equal", "stamp"));

        // Then
        assertThat(equal.passed()).as(equal.toString()).isTrue();
        assertThat(equal.detail())
                .isEqualTo("Not compared, since the expression gives another value each time: moved.");
    }
}

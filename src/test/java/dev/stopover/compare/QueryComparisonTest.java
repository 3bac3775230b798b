package dev.stopover.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.plan.Query;
import dev.stopover.testing.TestServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryComparisonTest {
    private static final ComparisonSettings SETTINGS = new ComparisonSettings(20, Duration.ofSeconds(10));

    private final Database database = TestServer.newDatabase();
    private final StopSignal stop = new StopSignal();

    @BeforeEach
    void twoTablesOneOfThemWithAnIndex() {
        TestServer.execute(database, """
                create table old_orders (id integer, customer text);
                create table new_orders (id integer, customer text);
                insert into old_orders
                select i, 'it''s \\ ' || i % 1000
                from generate_series(1, 50000) as i;
                insert into new_orders select * from old_orders;
                create index on new_orders (customer);
                analyze old_orders, new_orders;
                """);
    }

    @Test
    void seesThatAnIndexMakesAQueryFaster() {
        // Given
        Query query =
                query("select id from old_orders where customer = $1", "select id from new_orders where customer = $1");

        // When
        ComparedQuery compared = compare(query);

        // Then
        assertThat(compared.executions()).isEqualTo(20);
        assertThat(compared.before().rows()).isEqualTo(20 * 50);
        assertThat(compared.passed()).isTrue();
        assertThat(compared.ratioOfP50()).isLessThan(1);
        assertThat(compared.after().buffers().total())
                .isPositive()
                .isLessThan(compared.before().buffers().total());
        assertThat(compared.before().plan()).first().asString().contains("Seq Scan on old_orders");
        assertThat(compared.after().plan()).anyMatch(line -> line.contains("new_orders_customer_idx"));
    }

    @Test
    void isNotContentWithAQueryThatIsSlowerThanItMayBe() {
        // Given
        Query query = new Query(
                "orders",
                Optional.of("select customer from old_orders limit 10"),
                "select id from new_orders where customer = $1",
                "select id from old_orders where customer = $1",
                Optional.of(new BigDecimal("1.05")));

        // When
        ComparedQuery compared = compare(query);

        // Then
        assertThat(compared.sameRows()).isTrue();
        assertThat(compared.fastEnough()).isFalse();
        assertThat(compared.passed()).isFalse();
    }

    @Test
    void isNotContentWithQueriesThatReturnDifferentNumbersOfRows() {
        // When
        ComparedQuery compared = compare(query(
                "select id from old_orders where customer = $1",
                "select distinct customer from new_orders where customer = $1"));

        // Then
        assertThat(compared.sameRows()).isFalse();
        assertThat(compared.passed()).isFalse();
    }

    @Test
    void executesAQueryWithoutParameters() {
        // When
        ComparedQuery compared = compare(new Query(
                "all",
                Optional.empty(),
                "select count(*) from old_orders",
                "select count(*) from new_orders",
                Optional.empty()));

        // Then
        assertThat(compared.before().rows()).isEqualTo(20);
        assertThat(compared.passed()).isTrue();
    }

    @Test
    void writesNothingEvenIfAskedTo() {
        // When / Then
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> compare(new Query(
                        "trick",
                        Optional.empty(),
                        "with gone as (delete from old_orders returning id) select id from gone",
                        "select id from new_orders",
                        Optional.empty())))
                .withMessageContaining("read-only");
    }

    @Test
    void saysWhenASchemaIsNotThere() {
        // When / Then
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() ->
                        compare(query("select 1 where $1 <> ''", "select id from newer_orders where customer = $1")))
                .withMessageStartingWith(
                        "query \"orders\" cannot be executed: ERROR: relation \"newer_orders\" does not exist")
                .satisfies(e -> assertThat(e.remedy()).contains("--before-url"));
    }

    @Test
    void saysWhenThereIsNothingToAskFor() {
        // Given
        Query query = new Query(
                "orders",
                Optional.of("select customer from old_orders where false"),
                "select $1::text",
                "select $1::text",
                Optional.empty());

        // When / Then
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> compare(query))
                .withMessageContaining("have no row");
    }

    @Test
    void asksEachSideInItsOwnDatabase() {
        // Given
        Database other = TestServer.newDatabase();
        TestServer.execute(other, "create table orders (id integer); insert into orders values (1), (2)");
        Query query = new Query(
                "two",
                Optional.empty(),
                "select id from orders",
                "select id from new_orders limit 2",
                Optional.empty());

        // When
        List<ComparedQuery> compared = new QueryComparison(other, database, SETTINGS, stop).run(List.of(query));

        // Then
        assertThat(compared)
                .singleElement()
                .satisfies(one -> assertThat(one.sameRows()).isTrue());
    }

    @Test
    void stopsOnASignal() {
        // Given
        stop.stop(ExitCode.TERMINATED);

        // When / Then
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> compare(query("select $1::text", "select $1::text")));
    }

    private ComparedQuery compare(Query query) {
        return new QueryComparison(database, database, SETTINGS, stop)
                .run(List.of(query))
                .get(0);
    }

    private static Query query(String before, String after) {
        return new Query(
                "orders",
                Optional.of("select distinct customer from old_orders order by customer limit 100"),
                before,
                after,
                Optional.empty());
    }
}

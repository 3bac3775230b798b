package dev.stopover.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.history.CheckResult;
import dev.stopover.plan.Check;
import dev.stopover.plan.TableName;
import dev.stopover.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrphansCheckTest {
    private static final Check CHECK = new Check.Orphans(
            "lines belong to orders",
            new TableName(Optional.of("new shop"), "Order Lines"),
            List.of("region", "order"),
            new TableName(Optional.empty(), "orders"),
            List.of("region", "id"));

    private Database database;

    @BeforeEach
    void createTables() {
        database = TestServer.newDatabase();
        TestServer.execute(database, """
                create schema "new shop";
                create table orders (region text, id int, primary key (region, id));
                create table "new shop"."Order Lines" (id int primary key, region text, "order" int);
                insert into orders values ('eu', 1), ('us', 1);
                insert into "new shop"."Order Lines" values (1, 'eu', 1), (2, 'us', 1), (3, null, 9), (4, 'eu', null);
                """);
    }

    @Test
    void passesWhenEveryFullReferenceHasItsRow() throws SQLException {
        // When
        CheckResult result = CheckFixture.evaluate(database, CHECK);

        // Then
        assertThat(result.passed()).as(result.toString()).isTrue();
        assertThat(result.actual()).isEqualTo("no orphans");
        assertThat(result.keys()).isEmpty();
    }

    @Test
    void namesTheFirstTenRowsWithoutPartner() throws SQLException {
        // Given
        TestServer.execute(
                database, "insert into \"new shop\".\"Order Lines\" select n, 'us', 2 from generate_series(8, 19) n");

        // When
        CheckResult result = CheckFixture.evaluate(database, CHECK);

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.actual()).isEqualTo("12 orphans");
        assertThat(result.detail()).isEqualTo("The first 10 are named.");
        assertThat(result.keys())
                .containsExactlyElementsOf(IntStream.rangeClosed(8, 17)
                        .mapToObj(n -> "id=" + n + ", region=us, order=2")
                        .toList());
    }

    @Test
    void namesTheReferenceWhereTheTableHasNoPrimaryKey() throws SQLException {
        // Given
        TestServer.execute(
                database, "create table notes (region text, \"order\" int); insert into notes values ('eu', 7)");
        Check notes = new Check.Orphans(
                "notes",
                new TableName(Optional.empty(), "notes"),
                List.of("region", "order"),
                new TableName(Optional.empty(), "orders"),
                List.of("region", "id"));

        // When
        CheckResult result = CheckFixture.evaluate(database, notes);

        // Then
        assertThat(result.actual()).isEqualTo("1 orphan");
        assertThat(result.keys()).containsExactly("region=eu, order=7");
    }

    @Test
    void failsWithTheServersWordsWhenTheTableIsMissing() throws SQLException {
        // Given
        TestServer.execute(database, "drop table orders");

        // When
        CheckResult result = CheckFixture.evaluate(database, CHECK);

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.detail())
                .contains("relation \"orders\" does not exist")
                .contains("42P01");
    }
}

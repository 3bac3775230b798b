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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UniqueCheckTest {
    private Database database;

    @BeforeEach
    void createTable() {
        database = TestServer.newDatabase();
        TestServer.execute(database, """
                create table users (id int, email text, team int);
                insert into users values (1, 'ann@x', 1), (2, 'bob@x', 1), (3, null, 1), (4, null, 1);
                """);
    }

    @Test
    void passesWhenValuesDifferAndNullsRepeat() throws SQLException {
        // When
        CheckResult result = CheckFixture.evaluate(database, unique("lower(email)"));

        // Then
        assertThat(result.passed()).isTrue();
        assertThat(result.actual()).isEqualTo("no duplicates");
    }

    @Test
    void namesTheValuesThatRepeat() throws SQLException {
        // Given
        TestServer.execute(database, "insert into users values (5, 'ANN@x', 2), (6, 'Ann@x', 3), (7, 'bob@X', 4)");

        // When
        CheckResult result = CheckFixture.evaluate(database, unique("lower(email)"));

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.actual()).isEqualTo("2 duplicate values");
        assertThat(result.keys()).containsExactly("lower(email)=ann@x (3 rows)", "lower(email)=bob@x (2 rows)");
    }

    @Test
    void comparesSeveralExpressionsTogether() throws SQLException {
        // Given
        TestServer.execute(database, "insert into users values (5, 'ann@x', 2), (6, 'bob@x', 1)");

        // When
        CheckResult result = CheckFixture.evaluate(database, unique("email", "team"));

        // Then
        assertThat(result.keys()).containsExactly("email=bob@x, team=1 (2 rows)");
    }

    @Test
    void namesTenOfManyValues() throws SQLException {
        // Given
        TestServer.execute(database, "insert into users select n / 2, null, n / 2 from generate_series(200, 223) n");

        // When
        CheckResult result = CheckFixture.evaluate(database, unique("id"));

        // Then
        assertThat(result.actual()).isEqualTo("12 duplicate values");
        assertThat(result.detail()).isEqualTo("The first 10 are named.");
        assertThat(result.keys()).hasSize(10).startsWith("id=100 (2 rows)").endsWith("id=109 (2 rows)");
    }

    private static Check unique(String... expressions) {
        return new Check.Unique("one user each", new TableName(Optional.empty(), "users"), List.of(expressions));
    }
}

package dev.stopover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneTransactionTest {
    private final Database database = TestServer.newDatabase();

    @BeforeEach
    void createTable() {
        TestServer.execute(database, "create table t (id int primary key)");
    }

    @Test
    void whatManyConnectionsDidIsThereWithTheCommitAndNotBefore() throws SQLException {
        try (OneTransaction one = OneTransaction.begin(database, "test")) {
            try (Connection first = one.database().open("first")) {
                insert(first, 1);
            }
            try (Connection second = one.database().open("second")) {
                second.setAutoCommit(false);
                insert(second, 2);
                second.commit();
                second.setAutoCommit(true);
                assertThat(count(second)).isEqualTo(2);
                assertThat(countBeside()).isZero();
            }
            one.commit();
        }

        assertThat(countBeside()).isEqualTo(2);
    }

    @Test
    void nothingIsLeftWithoutACommit() throws SQLException {
        try (OneTransaction one = OneTransaction.begin(database, "test");
                Connection joined = one.database().open("test")) {
            joined.setAutoCommit(false);
            insert(joined, 1);
            joined.commit();
        }

        assertThat(countBeside()).isZero();
    }

    @Test
    void aStatementThatFailsTakesBackOnlyItself() throws SQLException {
        try (OneTransaction one = OneTransaction.begin(database, "test");
                Connection joined = one.database().open("test")) {
            insert(joined, 1);
            assertThatThrownBy(() -> insert(joined, 1)).isInstanceOf(SQLException.class);
            insert(joined, 2);
            one.commit();
        }

        assertThat(countBeside()).isEqualTo(2);
    }

    @Test
    void aRollbackTakesBackWhatWasDoneSinceTheLastCommit() throws SQLException {
        try (OneTransaction one = OneTransaction.begin(database, "test");
                Connection joined = one.database().open("test")) {
            joined.setAutoCommit(false);
            insert(joined, 1);
            joined.commit();
            insert(joined, 2);
            joined.rollback();
            insert(joined, 3);
            joined.setAutoCommit(true);
            one.commit();
        }

        assertThat(textBeside("select string_agg(id::text, ' ' order by id) from t"))
                .isEqualTo("1 3");
    }

    @Test
    void whatIsNotCommittedWhenAConnectionClosesIsTakenBack() throws SQLException {
        try (OneTransaction one = OneTransaction.begin(database, "test")) {
            try (Connection joined = one.database().open("test")) {
                joined.setAutoCommit(false);
                insert(joined, 1);
            }
            one.commit();
        }

        assertThat(countBeside()).isZero();
    }

    @Test
    void savepointsOutliveTheStatementsThatSetThem() throws SQLException {
        try (OneTransaction one = OneTransaction.begin(database, "test");
                Connection joined = one.database().open("test")) {
            joined.setAutoCommit(false);
            insert(joined, 1);
            Savepoint before = joined.setSavepoint();
            insert(joined, 2);
            assertThatThrownBy(() -> insert(joined, 2)).isInstanceOf(SQLException.class);
            joined.rollback(before);
            joined.releaseSavepoint(before);
            joined.commit();
            joined.setAutoCommit(true);
            one.commit();
        }

        assertThat(countBeside()).isEqualTo(1);
    }

    @Test
    void transactionsNestAsLongAsTheInnerOneEndsFirst() throws SQLException {
        try (OneTransaction one = OneTransaction.begin(database, "test");
                Connection outer = one.database().open("outer");
                Connection inner = one.database().open("inner")) {
            outer.setAutoCommit(false);
            insert(outer, 1);
            inner.setAutoCommit(false);
            insert(inner, 2);
            inner.rollback();
            inner.setAutoCommit(true);
            outer.commit();
            outer.setAutoCommit(true);
            one.commit();
        }

        assertThat(countBeside()).isEqualTo(1);
    }

    @Test
    void aConnectionBeginsWithTheSettingsOfASession() throws SQLException {
        try (OneTransaction one = OneTransaction.begin(database, "test")) {
            try (Connection joined = one.database().open("test");
                    Statement statement = joined.createStatement()) {
                statement.execute("set search_path = elsewhere");
                statement.execute("set local lock_timeout = '1ms'");
            }
            try (Connection joined = one.database().open("test")) {
                assertThat(text(joined, "select current_setting('search_path')"))
                        .isEqualTo("\"$user\", public");
                assertThat(text(joined, "select current_setting('lock_timeout')"))
                        .isEqualTo("0");
                assertThat(text(joined, "select current_setting('application_name')"))
                        .isEqualTo("stopover test");
            }
        }
    }

    @Test
    void closingTwiceAndClosingBehindABrokenConnectionAreHarmless() throws SQLException {
        OneTransaction one = OneTransaction.begin(database, "test");
        Connection joined = one.database().open("test");
        TestServer.execute(database, "select pg_terminate_backend(" + text(joined, "select pg_backend_pid()") + ")");
        assertThatThrownBy(() -> count(joined)).isInstanceOf(SQLException.class);

        joined.close();
        joined.close();
        one.close();

        assertThat(joined.isClosed()).isTrue();
    }

    @Test
    void othersAreAskedBeside() throws SQLException {
        try (OneTransaction one = OneTransaction.begin(database, "test")) {
            assertThat(one.database().isOneTransaction()).isTrue();
            assertThat(one.database().beside().isOneTransaction()).isFalse();
            try (Connection joined = one.database().open("test");
                    Connection other = one.database().beside().open("test")) {
                assertThat(text(other, "select pg_backend_pid()"))
                        .isNotEqualTo(text(joined, "select pg_backend_pid()"));
            }
        }
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into t values (" + id + ")");
        }
    }

    private static int count(Connection connection) throws SQLException {
        return Integer.parseInt(text(connection, "select count(*) from t"));
    }

    private int countBeside() throws SQLException {
        return Integer.parseInt(textBeside("select count(*) from t"));
    }

    private String textBeside(String sql) throws SQLException {
        try (Connection connection = database.open("beside")) {
            return text(connection, sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}

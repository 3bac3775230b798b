package dev.stopover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopover.testing.ReferencePlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sign-in log of smarter-firms: it only grows, and shows whatever else was done to it. */
class SmarterFirmsLogTest {
    private static final String APPEND = """
            insert into "AuthLog" (id, "firmId", "eventType", "createdAt")
            select %s, min(id), 'LOGOUT', '2026-01-15 12:00:00+00'
            from "Firm"
            """;
    private static final String BREAKS = "select problem from auth_log_breaks()";

    private static ReferencePlan firms;

    @BeforeAll
    static void migrate() {
        firms = new ReferencePlan("smarter-firms", 1);
        firms.migrate("cutover");
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void rowsAreAddedAndNeverChanged(String statement) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> inVain(statement, "select 1"))
                .withMessageContaining("are added and never changed");
    }

    static Stream<String> forbidden() {
        return Stream.of(
                "update \"AuthLog\" set email = 'x'",
                "delete from \"AuthLog\"",
                "delete from \"AuthLog_2024_08\"",
                "truncate \"AuthLog\"",
                "truncate \"AuthLog_2024_08\"",
                "delete from \"AuthLogChain\"",
                "do $$ begin perform create_auth_log_partitions('2031-01-01', 1); truncate \"AuthLog_2031_01\"; end $$");
    }

    @ParameterizedTest
    @MethodSource("tampering")
    void whateverElseWasDoneToItIsFound(String statement, String problem) throws SQLException {
        // Given
        String five = IntStream.rangeClosed(1, 5)
                .mapToObj(n -> APPEND.formatted("'a" + n + "'"))
                .collect(Collectors.joining(";"));

        // When
        List<String> problems = inVain(five + "; set session_replication_role = replica; " + statement, BREAKS);

        // Then
        assertThat(inVain(five, BREAKS)).isEmpty();
        assertThat(problems).contains(problem);
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                Arguments.of(
                        "update \"AuthLog\" set metadata = '{\"a\": 1}' where id = 'a3'",
                        "changed: its hash is not that of its values"),
                Arguments.of(
                        "update \"AuthLog\" set \"createdAt\" = \"createdAt\" + interval '1 ms' where id = 'a3'",
                        "changed: its hash is not that of its values"),
                Arguments.of("delete from \"AuthLog\" where id = 'a3'", "missing: 1 rows before it"),
                Arguments.of("delete from \"AuthLog\" where id in ('a4', 'a5')", "missing: 2 rows at the end"),
                Arguments.of(
                        "delete from \"AuthLog\" where \"createdAt\" = '2026-01-15 12:00:00+00'",
                        "missing: 5 rows at the end"),
                Arguments.of("""
                        insert into "AuthLog" (id, "firmId", "eventType", "createdAt", seq, "previousHash", hash)
                        select 'b', "firmId", "eventType", "createdAt", 6, hash, hash
                        from "AuthLog"
                        where id = 'a5'
                        """, "inserted: 1 rows at the end"),
                Arguments.of("""
                        insert into "AuthLog" (id, "firmId", "eventType", "createdAt", seq, "previousHash", hash)
                        select 'b', "firmId", "eventType", "createdAt", 3, "previousHash", hash
                        from "AuthLog"
                        where id = 'a3'
                        """, "inserted: its place is taken twice"),
                Arguments.of("""
                        insert into "AuthLog" (id, "firmId", "eventType", "createdAt", seq, "previousHash", hash)
                        select 'b', "firmId", "eventType", '2026-02-01 00:00:00+00', 1, hash, hash
                        from "AuthLog"
                        where id = 'a3'
                        """, "inserted: it has no chain"),
                Arguments.of("""
                        update "AuthLog" l
                        set email = 'x',
                            hash = auth_log_hash(
                                seq, "previousHash", id, "userId", "firmId", "eventType", "authMethod", 'x', "ipAddress",
                                "userAgent", metadata, "createdAt"
                            )
                        where id = 'a3'
                        """, "cut: it does not follow the row before it"));
    }

    @Test
    void manyWriteAtOnceIntoOneChain() {
        // Given
        int writers = 6;
        int each = 20;
        CountDownLatch ready = new CountDownLatch(writers);

        // When
        List<CompletableFuture<Void>> work = IntStream.range(0, writers)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> append(writer, each, ready)))
                .toList();
        work.forEach(CompletableFuture::join);

        // Then
        assertThat(firms.texts(BREAKS)).isEmpty();
        assertThat(firms.text("select length from \"AuthLogChain\" where month = '2026-03-01'"))
                .isEqualTo("120");
    }

    private void append(int writer, int rows, CountDownLatch ready) {
        try (Connection connection = firms.database().open("test");
                Statement statement = connection.createStatement()) {
            ready.countDown();
            ready.await();
            for (int i = 0; i < rows; i++) {
                statement.execute(
                        APPEND.formatted("'w" + writer + "-" + i + "'").replace("-01-15", "-03-15"));
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRowThatIsThereAlreadyLeavesNoGap() throws SQLException {
        // Given
        String twice = APPEND.formatted("'a'") + ";" + APPEND.formatted("'a'") + "on conflict do nothing;";

        // When
        List<String> problems = inVain(twice + APPEND.formatted("'b'"), BREAKS);

        // Then
        assertThat(problems).isEmpty();
        assertThat(inVain(
                        twice + APPEND.formatted("'b'"),
                        "select seq from \"AuthLog\" where id in ('a', 'b') order by id"))
                .containsExactly("1", "2");
    }

    @Test
    void wholeMonthsRetireAndTheirHashesStay() throws SQLException {
        // Given
        String chains = firms.text("select count(*) from \"AuthLogChain\" where month < '2024-10-01'");
        String retire = "select retire_auth_log('2024-10-15')";

        // When
        List<String> retired = inVain("", retire);

        // Then
        assertThat(retired).containsExactly("3");
        assertThat(inVain(retire, "select min(\"createdAt\") >= '2024-10-01 00:00:00+00' from \"AuthLog\""))
                .containsExactly("t");
        assertThat(inVain(retire, "select count(*) from \"AuthLogChain\" where \"retiredAt\" is not null"))
                .containsExactly(chains);
        assertThat(inVain(retire, BREAKS)).isEmpty();
    }

    @Test
    void aMonthThatIsBrokenDoesNotRetire() {
        // Given
        String broken = """
                set session_replication_role = replica;
                delete from "AuthLog" where id = (select min(id) from "AuthLog")
                """;

        // When, Then
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> inVain(broken, "select retire_auth_log('2024-10-15')"))
                .withMessageContaining("is broken and stays");
    }

    /** What the query says after these statements, all of which are rolled back. */
    private static List<String> inVain(String statements, String query) throws SQLException {
        try (Connection connection = firms.database().open("test");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(statements);
            try (ResultSet rows = statement.executeQuery(query)) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }
}

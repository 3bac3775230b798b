package dev.stopover.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.CheckResult;
import dev.stopover.plan.Check;
import dev.stopover.plan.Transfer;
import dev.stopover.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergedRowsTest {
    private static final List<Transfer> TRANSFERS = List.of(
            CheckFixture.transfer("owners", "owners", "users", "id", "email=lower(s.email)", "name")
                    .done(),
            CheckFixture.transfer("customers", "customers", "users", "id", "email=lower(s.email)", "name")
                    .mergedOn("email")
                    .done(),
            CheckFixture.transfer("owner-roles", "owners", "roles", "user_id=u.id", "role='OWNER'", "name")
                    .follow("u", "owners", "s.id")
                    .drop("email")
                    .done(),
            CheckFixture.transfer("customer-roles", "customers", "roles", "user_id=u.id", "role='CUSTOMER'", "name")
                    .follow("u", "customers", "s.id")
                    .drop("email")
                    .mergedOn("role", "user_id")
                    .done(),
            CheckFixture.transfer("bookings", "bookings", "new_bookings", "id", "user_id=u.id")
                    .follow("u", "customers", "s.customer_id")
                    .done());

    private Database database;

    @BeforeEach
    void moveRows() throws SQLException {
        database = TestServer.newDatabase();
        TestServer.execute(database, """
                create table owners (id text primary key, email text, name text);
                create table customers (id text primary key, email text, name text);
                create table bookings (id int primary key, customer_id text);
                create table users (id text primary key, email text unique, name text);
                create table roles (user_id text, role text, name text, primary key (user_id, role));
                create table new_bookings (id int primary key, user_id text);
                insert into owners values ('o1', 'Ann@x', 'Ann'), ('o2', 'bob@x', 'Bob');
                insert into customers values
                  ('c1', 'ann@X', 'Ann K.'), ('c2', 'Cid@x', 'Cid'), ('c3', 'cid@x', 'Cid 2'), ('c4', 'dan@x', 'Dan');
                insert into bookings values (1, 'c1'), (2, 'c2'), (3, 'c3'), (4, 'c4'), (5, null);
                """);
        for (String name : List.of("owners", "customers", "owner-roles", "customer-roles")) {
            CheckFixture.createMap(database, TRANSFERS, name);
        }
        TestServer.execute(database, """
                insert into users select id, lower(email), name from owners;
                insert into users select id, lower(email), name from customers where id in ('c2', 'c4');
                insert into stopover.map_shop_owners select id, id from owners;
                insert into stopover.map_shop_customers values ('c1', 'o1'), ('c2', 'c2'), ('c3', 'c2'), ('c4', 'c4');
                insert into roles values
                  ('o1', 'OWNER', 'Ann'), ('o2', 'OWNER', 'Bob'),
                  ('o1', 'CUSTOMER', 'Ann K.'), ('c2', 'CUSTOMER', 'Cid'), ('c4', 'CUSTOMER', 'Dan');
                insert into "stopover"."map_shop_owner-roles" values ('o1', 'o1', 'OWNER'), ('o2', 'o2', 'OWNER');
                insert into "stopover"."map_shop_customer-roles"
                values ('c1', 'o1', 'CUSTOMER'), ('c2', 'c2', 'CUSTOMER'), ('c3', 'c2', 'CUSTOMER'), ('c4', 'c4', 'CUSTOMER');
                insert into new_bookings values (1, 'o1'), (2, 'c2'), (3, 'c2'), (4, 'c4'), (5, null);
                """);
    }

    @Test
    void everyGeneratedCheckPassesAndMergedRowsAreCountedOnce() throws SQLException {
        // Given
        var phase = CheckFixture.phase(TRANSFERS, List.of());

        // When
        List<CheckResult> results = new Checks(database, new StopSignal(), EntityReader.UNAVAILABLE, CheckListener.NONE)
                .evaluate(CheckFixture.plan(phase), phase);

        // Then
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.passed()).as(result.toString()).isTrue());
        assertThat(results)
                .filteredOn(result -> result.kind().equals("count"))
                .extracting(CheckResult::actual)
                .containsExactly("4 rows", "4 rows", "5 rows", "5 rows", "5 rows");
        assertThat(results)
                .filteredOn(result -> result.name().equals("customers: rows equal"))
                .extracting(CheckResult::detail)
                .containsExactly("2 of them are merged into rows with the same email.");
    }

    @Test
    void checksumsLeaveMergedRowsOut() throws SQLException {
        // When
        CheckResult before = checksum("customers");
        TestServer.execute(database, "update users set name = 'Don' where id = 'c4'");
        CheckResult after = checksum("customers");

        // Then
        assertThat(before.passed()).as(before.toString()).isTrue();
        assertThat(before.actual()).startsWith("2 rows");
        assertThat(after.passed()).isFalse();
    }

    @Test
    void noticesAMergeIntoAPersonWithAnotherAddress() throws SQLException {
        // Given
        TestServer.execute(database, "update stopover.map_shop_customers set t_id = 'o2' where s_id = 'c1'");

        // When
        CheckResult result = equal("customers");

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.keys()).containsExactly("id=c1: id, email, name");
    }

    @Test
    void noticesAMapThatLeadsNowhere() throws SQLException {
        // Given
        TestServer.execute(database, "update stopover.map_shop_customers set t_id = 'zz' where s_id = 'c3'");

        // When
        CheckResult result = equal("customers");

        // Then
        assertThat(result.keys()).containsExactly("id=c3: not in public.users");
    }

    @Test
    void noticesAChangedRowThatIsNotMerged() throws SQLException {
        // Given
        TestServer.execute(database, "update users set name = 'Don' where id = 'c4'");

        // When
        CheckResult result = equal("customers");

        // Then
        assertThat(result.actual()).isEqualTo("3 rows equal, 1 different, 0 missing");
        assertThat(result.keys()).containsExactly("id=c4: name");
    }

    @Test
    void theWinnerOfAMergeMustHaveItsOwnValues() throws SQLException {
        // Given
        TestServer.execute(database, "update users set name = 'Cyd' where id = 'c2'");

        // When
        CheckResult result = equal("customers");

        // Then
        assertThat(result.keys()).containsExactly("id=c2: name");
    }

    @Test
    void aRowMergedByItsKeyMustHaveTheValuesOfOneOfItsSources() throws SQLException {
        // Given
        TestServer.execute(database, "update roles set name = 'Nobody' where user_id = 'c2'");

        // When
        CheckResult result = equal("customer-roles");

        // Then
        assertThat(result.keys()).containsExactly("id=c2: name", "id=c3: name");
    }

    @Test
    void noticesAFollowedRowThatWentToSomebodyElse() throws SQLException {
        // Given
        TestServer.execute(database, "update new_bookings set user_id = 'c4' where id = 3");

        // When
        CheckResult result = equal("bookings");

        // Then
        assertThat(result.keys()).containsExactly("id=3: user_id");
    }

    @Test
    void countsNameMissingAndUnexplainedRows() throws SQLException {
        // Given
        TestServer.execute(
                database,
                "delete from users where id = 'c4'; insert into users values ('new', 'n@x', 'N'), ('old', 'o@x', 'O')");

        // When
        CheckResult result = CheckFixture.evaluate(
                database, TRANSFERS, new Check.Count("all users", List.of("owners", "customers")));

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.expected()).isEqualTo("4 rows");
        assertThat(result.actual()).isEqualTo("5 rows");
        assertThat(result.detail())
                .isEqualTo("1 row that owners, customers must produce are not in public.users; "
                        + "2 rows there come from no row of theirs.");
        assertThat(result.keys())
                .containsExactly(
                        "id=c4 is not there", "id=new comes from no source row", "id=old comes from no source row");
    }

    @Test
    void aSourceRowThatWasNotMovedIsMissed() throws SQLException {
        // Given
        TestServer.execute(database, "insert into customers values ('c5', 'eve@x', 'Eve')");

        // When
        CheckResult counted = CheckFixture.evaluate(
                database, TRANSFERS, new Check.Count("all users", List.of("owners", "customers")));
        CheckResult compared = equal("customers");

        // Then
        assertThat(counted.expected()).isEqualTo("5 rows");
        assertThat(counted.keys()).containsExactly("id=c5 is not there");
        assertThat(compared.keys()).containsExactly("id=c5: not in public.users");
    }

    @Test
    void countsOfDifferentTargetsCannotBeAdded() throws SQLException {
        // When
        CheckResult result =
                CheckFixture.evaluate(database, TRANSFERS, new Check.Count("mixed", List.of("owners", "bookings")));

        // Then
        assertThat(result.passed()).isFalse();
        assertThat(result.detail()).contains("owners, bookings fill different tables");
    }

    private CheckResult equal(String transfer) throws SQLException {
        return CheckFixture.evaluate(database, TRANSFERS, new Check.Equal("equal", transfer));
    }

    private CheckResult checksum(String transfer) throws SQLException {
        return CheckFixture.evaluate(database, TRANSFERS, new Check.Checksum("checksum", transfer));
    }
}

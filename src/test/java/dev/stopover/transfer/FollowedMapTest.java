package dev.stopover.transfer;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What makes following a map cheap: its index alone answers, and the planner knows. */
class FollowedMapTest {
    @Test
    void isReadThroughItsIndexAlone() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table customers (id int primary key);
                        create table bookings (id int primary key, customer_id int);
                        create table users (id int primary key);
                        create table new_bookings (id int primary key, user_id int);
                        insert into customers select generate_series(1, 50000);
                        insert into bookings values (1, 1);
                        -- The test server commits asynchronously, and a row is found visible only once its commit is on disk.
                        do $$ begin
                          execute format('alter database %I set synchronous_commit = on', current_database());
                        end $$;
                        """)
                .plan(
                        transfer("customers")
                                .from("customers", "c")
                                .into("users")
                                .column("id", "c.id"),
                        transfer("bookings")
                                .from("bookings", "b")
                                .into("new_bookings")
                                .follow("u", "customers", "b.customer_id")
                                .column("id", "b.id")
                                .column("user_id", "u.id"));

        // When
        fixture.run();

        // Then
        assertThat(fixture.rows("explain (costs off) select t_id from stopover.map_test_customers where s_id = 7"))
                .first()
                .asString()
                .startsWith("Index Only Scan");
        assertThat(fixture.number("""
                        select relpages - relallvisible
                        from pg_class
                        where relname = 'map_test_customers'
                        """))
                .as("pages that are not known to be visible to all")
                .isZero();
    }

    @Test
    void isLookedUpForTheCostsOfADiskThatDoesNotTurn() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("");

        // When
        try (WorkerConnection worker = WorkerConnection.open(fixture.database, "test", true);
                Statement statement = worker.connection().createStatement();
                ResultSet row = statement.executeQuery("show random_page_cost")) {
            row.next();

            // Then
            assertThat(row.getString(1)).isEqualTo("1.1");
        }
    }
}

package dev.stopover.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransferHistoryTest {
    private static final Epoch EPOCH = new Epoch("test", 1, 1);

    private Database database;

    @BeforeEach
    void createHistory() throws Exception {
        database = TestServer.newDatabase();
        try (InputStream script = TransferHistoryTest.class.getResourceAsStream("/db/stopover/V1__history.sql")) {
            TestServer.execute(
                    database, "create schema stopover;" + new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        TestServer.execute(database, "insert into stopover.plan values ('test', '', 1, '')");
    }

    @Test
    void isNotCopiedWhileAnExtentIsOpen() throws Exception {
        try (Connection connection = database.connect("test")) {
            // Given
            TransferHistory history = new TransferHistory(connection);
            history.register(EPOCH, "migrate", "rows", "\"target\"", "");
            long transfer = history.find("test", "rows").orElseThrow().id();
            history.copying(transfer, 10);
            new ExtentHistory(connection).add(transfer, "source", new Extent.Keys(Optional.empty()));

            // When
            assertThatThrownBy(() -> history.copied(transfer))
                    // Then
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("open extents");
            assertThat(history.find("test", "rows").orElseThrow().state()).isEqualTo(TransferState.COPYING);
        }
    }

    @Test
    void decidesOnceWhetherATargetWasEmptyForAllTransfersOfAPhaseIntoIt() throws Exception {
        try (Connection connection = database.connect("test")) {
            // Given
            TestServer.execute(database, "create table target (id int)");
            TransferHistory history = new TransferHistory(connection);
            history.register(EPOCH, "migrate", "one", "\"target\"", "");
            history.register(EPOCH, "migrate", "two", "\"target\"", "");
            history.register(EPOCH, "later", "three", "\"target\"", "");
            boolean one = isEmpty(connection, "one");
            TestServer.execute(database, "insert into target values (1)");

            // When
            boolean two = isEmpty(connection, "two");
            boolean three = isEmpty(connection, "three");

            // Then
            assertThat(one).isTrue();
            assertThat(two).as("of the same phase").isTrue();
            assertThat(three).as("of another phase").isFalse();
        }
    }

    private static boolean isEmpty(Connection connection, String transfer) throws Exception {
        long id = new TransferHistory(connection)
                .find("test", transfer)
                .orElseThrow()
                .id();
        return new TargetHistory(connection).decideWhetherEmpty(id);
    }
}

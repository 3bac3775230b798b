package dev.stopover.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.database.OneTransaction;
import dev.stopover.testing.TestServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HibernateEntityReaderTest.InactiveUnit.class)
class HibernateEntityReaderTest {
    @Inject
    EntityReader reader;

    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @BeforeEach
    void createTable() throws SQLException {
        execute("""
                drop table if exists parcels;
                create table parcels (id bigint primary key, address varchar(255) not null, state varchar(255) not null);
                insert into parcels select n, 'street ' || n, 'SENT' from generate_series(1, 500) n;
                """);
    }

    @Test
    void readsEveryEntityOfAUnitThatIsInactive() throws SQLException {
        // When
        EntityReader.Reading reading = reader.read("parcels");

        // Then
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.entities()).isEqualTo(1);
    }

    @Test
    void namesAMissingColumn() throws SQLException {
        // Given
        execute("alter table parcels rename address to street");

        // When
        EntityReader.Reading reading = reader.read("parcels");

        // Then
        assertThat(reading.entities()).isZero();
        assertThat(reading.problems())
                .first()
                .asString()
                .contains("missing column [address]")
                .contains("table [parcels]");
    }

    @Test
    void seesWhatATransactionHasMadeAndNotCommitted() throws SQLException {
        // Given
        execute("alter table parcels rename address to street");
        String[] place = url.replace("jdbc:postgresql://", "").split("/", 2);
        Database database = new Database(new DatabaseSettings(place[0], place[1], user, Optional.empty(), Map.of()));
        try (OneTransaction one = OneTransaction.begin(database, "test");
                Connection connection = one.database().open("test");
                Statement statement = connection.createStatement()) {
            statement.execute("alter table parcels rename street to address");

            // When
            EntityReader.Reading within = reader.read("parcels", Optional.of(connection));

            // Then
            assertThat(within.problems()).isEmpty();
            assertThat(within.entities()).isEqualTo(1);
        }
        assertThat(reader.read("parcels").problems()).isNotEmpty();
    }

    @Test
    void namesAMissingTable() throws SQLException {
        // Given
        execute("drop table parcels");

        // When
        EntityReader.Reading reading = reader.read("parcels");

        // Then
        assertThat(reading.problems()).first().asString().contains("missing table [parcels]");
    }

    @Test
    void namesAColumnOfTheWrongType() throws SQLException {
        // Given
        execute("alter table parcels alter address type integer using id");

        // When
        EntityReader.Reading reading = reader.read("parcels");

        // Then
        assertThat(reading.problems())
                .first()
                .asString()
                .contains("column [address]")
                .contains("table [parcels]")
                .contains("found [int4")
                .contains("expecting [varchar(255)");
    }

    @Test
    void namesAnEnumValueThatTheApplicationDoesNotKnow() throws SQLException {
        // Given
        execute("update parcels set state = 'LOST' where id = 400");

        // When
        EntityReader.Reading reading = reader.read("parcels");

        // Then
        assertThat(reading.entities()).isZero();
        assertThat(reading.problems())
                .singleElement()
                .asString()
                .startsWith("table parcels, column state: expected one of [PACKED, SENT], but ")
                .contains("LOST");
    }

    @Test
    void saysThatAUnitIsUnknown() throws SQLException {
        // When
        EntityReader.Reading reading = reader.read("letters");

        // Then
        assertThat(reading.problems()).containsExactly("This program contains no persistence unit letters.");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A unit of this test's entities, inactive as every unit of the program is. */
    public static final class InactiveUnit implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = TestServer.newDatabase().settings();
            return Map.of(
                    "quarkus.datasource.db-kind", "postgresql",
                    "quarkus.datasource.jdbc.url", settings.jdbcUrl(),
                    "quarkus.datasource.username", settings.user(),
                    "quarkus.hibernate-orm.\"parcels\".datasource", "<default>",
                    "quarkus.hibernate-orm.\"parcels\".packages", "dev.stopover.check.entities",
                    "quarkus.hibernate-orm.\"parcels\".active", "false");
        }
    }
}

package dev.stopover.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.DatabaseSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionVariablesTest {
    @Test
    void handsOnTheAddressAndHowItIsProtected() {
        // Given
        DatabaseSettings settings = new DatabaseSettings(
                "one:5433,[::1]:5434,three",
                "app",
                "ann",
                Optional.of("pass"),
                Map.of(
                        "sslmode",
                        "verify-full",
                        "sslrootcert",
                        "/ca.pem",
                        "targetServerType",
                        "primary",
                        "options",
                        "-c x=1"));

        // When
        Map<String, String> variables = ConnectionVariables.of(settings, "shop dump");

        // Then
        assertThat(variables)
                .containsOnly(
                        Map.entry("PGHOST", "one,::1,three"),
                        Map.entry("PGPORT", "5433,5434,5432"),
                        Map.entry("PGDATABASE", "app"),
                        Map.entry("PGUSER", "ann"),
                        Map.entry("PGPASSWORD", "pass"),
                        Map.entry("PGAPPNAME", "stopover shop dump"),
                        Map.entry("PGCLIENTENCODING", "UTF8"),
                        Map.entry("PGSSLMODE", "verify-full"),
                        Map.entry("PGSSLROOTCERT", "/ca.pem"),
                        Map.entry("PGTARGETSESSIONATTRS", "read-write"),
                        Map.entry("PGOPTIONS", "-c x=1"));
    }

    @Test
    void leavesOutAPasswordThatIsNotKnown() {
        // Given
        DatabaseSettings settings = new DatabaseSettings("one", "app", "ann", Optional.empty(), Map.of("ssl", "true"));

        // When
        Map<String, String> variables = ConnectionVariables.of(settings, "");

        // Then
        assertThat(variables).doesNotContainKey("PGPASSWORD").containsEntry("PGSSLMODE", "verify-full");
    }
}

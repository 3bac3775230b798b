package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.plan.Ceiling;
import dev.stopover.plan.LoadReading;
import dev.stopover.plan.Plan;
import dev.stopover.plan.ThrottleLimits;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleProbeTest {
    private static final Plan PLAN = Trip.plan("1", Trip.phase("expand", Trip.TABLES, Trip.transfer("s.id")));

    private final Database database = TestServer.newDatabase();

    @Test
    void aRoleThatSeesEverythingLacksNothing() throws SQLException {
        assertThat(findings(database, ThrottleLimits.USUAL)).isEmpty();
    }

    @Test
    void saysWhichUsualReadingsAreDoneWithoutAndRefusesToDoWithoutThoseThatWereAskedFor() throws SQLException {
        // Given
        String role = "blind_" + database.settings().database();
        TestServer.execute(database, "create role " + role + " login");
        DatabaseSettings settings = database.settings();
        Database poor = new Database(
                new DatabaseSettings(settings.hosts(), settings.database(), role, Optional.empty(), Map.of()));

        // When
        List<Finding> usual = findings(poor, ThrottleLimits.USUAL);
        List<Finding> asked = findings(
                poor,
                new ThrottleLimits(
                        Map.of(
                                LoadReading.REPLICATION_LAG, Ceiling.of(1),
                                LoadReading.ACTIVE_SESSIONS, Ceiling.NONE,
                                LoadReading.LOCK_WAITS, Ceiling.of(1)),
                        Optional.empty()));

        // Then
        assertThat(usual).singleElement().satisfies(finding -> {
            assertThat(finding.blocking()).isFalse();
            assertThat(finding.message()).contains("hold back for replication-lag, active-sessions, autovacuum,");
            assertThat(finding.remedy()).startsWith("grant pg_monitor to " + role);
        });
        assertThat(asked).extracting(Finding::blocking).containsExactly(true, false);
        assertThat(asked.get(0).message()).contains("asks for replication-lag, which");
        assertThat(asked.get(1).message()).contains("hold back for autovacuum,");
    }

    private static List<Finding> findings(Database database, ThrottleLimits limits) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = database.connect("test")) {
            new ThrottleProbe(PLAN, limits).examine(connection, findings);
        }
        return findings;
    }
}

package dev.stopover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.plan.BundledPlans;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlansCommandTest {
    private final TestProgram program = new TestProgram();

    @Test
    void saysOfAPlanWhatItDoesToTheTablesAndHowLongItTakes() {
        // Given
        program.plan = BundledPlans.load("massava");

        // When
        int code = program.run("plans");

        // Then
        assertThat(code).isZero();
        assertThat(program.output).hasToString("""
                massava: One user for studio owners and customers
                  phases      expand (10s) > migrate (5m) > cutover (1m) > contract (1m)
                  8 new       users, user_role_assignments, studio_ownership, new_accounts, new_sessions,
                              magic_link_tokens, audit_logs, new_bookings
                  5 dropped   sessions, accounts, bookings, customers, studio_owners
                  estimate    7m 10s
                """);
    }

    @Test
    void saysTheSameAsJson() throws IOException {
        // Given
        program.plan = BundledPlans.load("promptcraft");

        // When
        program.run("plans", "--output", "json");

        // Then
        JsonNode plan = new ObjectMapper()
                .readTree(program.output.toString())
                .get("plans")
                .get(0);
        assertThat(plan.get("name").asText()).isEqualTo("promptcraft");
        assertThat(plan.get("estimate").asText()).isEqualTo("PT11M");
        assertThat(plan.get("phases").get(1).get("title").asText())
                .isEqualTo("The text of each prompt becomes its first version");
        assertThat(plan.get("phases").findValuesAsText("name"))
                .containsExactly("teams", "versions", "analytics", "security", "contract");
        assertThat(plan.get("tables")).hasSize(9).extracting(JsonNode::asText).contains("Team", "AuditLog");
        assertThat(plan.get("droppedTables")).isEmpty();
    }

    @Test
    void saysWhatItKnowsOfAPlanWithoutScripts() {
        // When
        program.run("plans");

        // Then
        assertThat(program.output).hasToString("""
                shop: A shop
                  phases      expand (5m) > migrate (5m)
                  estimate    10m
                """);
    }
}

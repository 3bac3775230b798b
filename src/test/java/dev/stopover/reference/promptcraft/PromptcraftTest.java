package dev.stopover.reference.promptcraft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Fingerprint;
import dev.stopover.testing.ReferencePlan;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plan promptcraft on its demonstration rows: what comes out, and every way back. */
class PromptcraftTest {
    private static final List<String> PHASES = List.of("teams", "versions", "analytics", "security", "contract");

    private final ReferencePlan reference = new ReferencePlan("promptcraft", 1);

    @Test
    void whoeverHasPromptsGetsATeamAndOwnsIt() {
        // Given
        List<String> authors = reference.texts("""
                select distinct u.id || ' ' || coalesce(nullif(trim(u.name), ''), split_part(u.email, '@', 1)) || '''s team'
                from "User" u, "Prompt" p
                where p."userId" = u.id
                order by 1
                """);

        // When
        reference.migrate("teams");

        // Then
        assertThat(authors).hasSize(48);
        assertThat(reference.texts("""
                select t."ownerId" || ' ' || t.name
                from "Team" t
                where t.settings = '{"maxMembers": 5, "allowedFeatures": []}'
                order by 1
                """)).isEqualTo(authors);
        assertThat(reference.texts("""
                select m.role || ' ' || count(*) || ' ' || count(distinct t.id)
                from "TeamMember" m
                join "Team" t on t.id = m."teamId" and t."ownerId" = m."userId"
                group by m.role
                """)).containsExactly("OWNER 48 48");
    }

    @Test
    void theTextOfEachPromptBecomesItsFirstVersion() {
        // Given
        List<String> texts = reference.texts("""
                select concat_ws(' ', id, "userId", "updatedAt", md5(content))
                from "Prompt"
                order by id
                """);

        // When
        reference.migrate("versions");

        // Then
        assertThat(texts).hasSize(180);
        assertThat(reference.texts("""
                select concat_ws(' ', "promptId", "createdBy", "createdAt", md5(content))
                from "PromptVersion"
                where version = 1
                    and changes is null
                order by "promptId"
                """)).isEqualTo(texts);
        assertThat(reference.text("select count(*) from \"PromptVersion\"")).isEqualTo("180");
    }

    @Test
    void everyCounterThatWasUsedBecomesARowOfUsage() {
        // Given
        List<String> counters = reference.texts("""
                select concat_ws(' ', u.id, c.feature, c.uses, coalesce(c.at, u."updatedAt"), c.at is null)
                from "User" u
                cross join lateral (
                    values
                        ('generation', "generationCount", "lastGenerationAt"),
                        ('enhancement', "enhancementCount", "lastEnhancementAt"),
                        ('export', "exportCount", null)
                ) as c (feature, uses, at)
                where c.uses > 0
                order by 1
                """);

        // When
        reference.migrate("analytics");

        // Then
        assertThat(counters).hasSize(70);
        assertThat(reference.texts("""
                select concat_ws(
                    ' ', "userId", feature, "usageCount", "lastUsedAt", metadata is not distinct from '{"lastUsedAt": "estimated"}'
                )
                from "UsageAnalytics"
                where "teamId" is null
                order by 1
                """)).isEqualTo(counters);
        assertThat(reference.text("select sum(\"usageCount\") from \"UsageAnalytics\""))
                .isEqualTo("12454");
    }

    @Test
    void comesBackFromEveryPhaseToWhatWasThereBeforeIt() {
        for (int i = 0; i < PHASES.size(); i++) {
            // Given
            Fingerprint before = reference.fingerprint();
            List<String> rowsBefore = reference.contents();
            reference.migrate(PHASES.get(i));

            // When
            if (i == 0) {
                reference.rollback();
            } else {
                reference.rollback(PHASES.get(i - 1));
            }

            // Then
            assertThat(before.differencesTo(reference.fingerprint()))
                    .as(PHASES.get(i))
                    .isEmpty();
            assertThat(reference.contents()).as(PHASES.get(i)).isEqualTo(rowsBefore);
            reference.migrate(PHASES.get(i));
        }
    }

    @Test
    void goesForwardBackAndForwardToTheSame() {
        // Given
        Fingerprint before = reference.fingerprint();
        List<String> rowsBefore = reference.contents();
        reference.migrate();
        Fingerprint after = reference.fingerprint();
        List<String> rowsAfter = reference.contents();

        // When
        reference.rollback();

        // Then
        assertThat(before.differencesTo(reference.fingerprint())).isEmpty();
        assertThat(reference.contents()).isEqualTo(rowsBefore);
        reference.migrate();
        assertThat(after.differencesTo(reference.fingerprint())).isEmpty();
        assertThat(reference.contents()).isEqualTo(rowsAfter);
    }

    @Test
    void whatTheOldApplicationWritesMeanwhileArrives() {
        // Given
        reference.migrate("analytics");
        String lastPrompt = reference.text("""
                select min(p.id)
                from "Prompt" p
                group by p."userId"
                having count(*) = 1
                order by 1
                limit 1
                """);
        String author = reference.text("select \"userId\" from \"Prompt\" where id = '" + lastPrompt + "'");

        // When
        reference.execute("""
                delete from "Prompt" where id = '%s';
                insert into "User" (id, email, name, "updatedAt") values ('new', 'New@Example.com', 'Neu', now());
                insert into "Prompt" (id, "userId", title, content, "updatedAt") values ('first', 'new', 'a', 'one', now());
                insert into "Prompt" (id, "userId", title, content, "updatedAt") values ('second', 'new', 'b', 'two', now());
                update "Prompt" set content = 'one and a half' where id = 'first';
                update "User" set "generationCount" = "generationCount" + 3, "lastGenerationAt" = '2026-01-02' where id = 'new';
                update "User" set "enhancementCount" = 0 where "enhancementCount" = 14;
                """.formatted(lastPrompt));

        // Then
        assertThat(reference.texts("select id from \"Team\" where \"ownerId\" = '" + author + "'"))
                .isEmpty();
        assertThat(reference.texts("select name from \"Team\" where \"ownerId\" = 'new'"))
                .containsExactly("Neu's team");
        assertThat(reference.texts("select content from \"PromptVersion\" where \"createdBy\" = 'new' order by 1"))
                .containsExactly("one and a half", "two");
        assertThat(reference.texts("select feature || ' ' || \"usageCount\" || ' ' || \"lastUsedAt\""
                        + " from \"UsageAnalytics\" where \"userId\" = 'new'"))
                .containsExactly("generation 3 2026-01-02 00:00:00");
        reference.migrate("security");
        assertThat(reference.text("select count(*) from stopover.check_result where not passed"))
                .isEqualTo("0");
    }

    @Test
    void promptsOfTheNewApplicationAreThoseOfTheOldOneAfterGoingBack() {
        // Given
        reference.migrate("security");
        reference.execute("""
                insert into "Prompt" (id, "userId", title, "updatedAt")
                select 'made', min(id), 'Made by the new application', now() from "User";
                insert into "PromptVersion" (id, "promptId", content, version, "createdBy")
                select 'v' || n, 'made', 'text ' || n, n, min(id)
                from "User", generate_series(1, 3) as n
                group by n;
                """);

        // When
        reference.rollback("analytics");

        // Then
        assertThat(reference.text("select content from \"Prompt\" where id = 'made'"))
                .isEqualTo("text 3");
        assertThat(
                        reference.texts(
                                "select id || ' ' || version || ' ' || content from \"PromptVersion\" where \"promptId\" = 'made'"))
                .containsExactly("made 1 text 3");
        reference.migrate("security");
    }

    @Test
    void textsAndCountersComeBackWhenContractIsUndone() {
        // Given
        reference.migrate("security");
        List<String> texts = reference.texts("select id || ' ' || content from \"Prompt\" order by id");
        reference.migrate();
        reference.execute("""
                update "UsageAnalytics" set "usageCount" = 1000 where feature = 'generation';
                insert into "PromptVersion" (id, "promptId", content, version, "createdBy")
                select 'later ' || id, id, 'another text', 2, "userId" from "Prompt";
                """);

        // When
        reference.rollback("security");

        // Then
        assertThat(reference.texts("select id || ' ' || content from \"Prompt\" order by id"))
                .isEqualTo(texts);
        assertThat(reference.texts("select distinct \"generationCount\" from \"User\" order by 1"))
                .containsExactly("0", "1000");
        assertThat(reference.texts(
                        "select distinct version || ' ' || count(*) from \"PromptVersion\" group by version"))
                .containsExactlyInAnyOrder("1 180", "2 180");
    }

    @Test
    void everyTableMultipliesWithTheScale() {
        // Given
        ReferencePlan larger = new ReferencePlan("promptcraft", 3);

        // When
        larger.migrate("analytics");

        // Then
        assertThat(Stream.of("User", "Prompt", "Team", "TeamMember", "PromptVersion")
                        .map(table -> table + " " + larger.text("select count(*) from \"" + table + "\"")))
                .containsExactly("User 180", "Prompt 540", "Team 144", "TeamMember 144", "PromptVersion 540");
    }
}

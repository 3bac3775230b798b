package dev.stopover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Fingerprint;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.testing.ReferencePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The bundled plan meandmydoggy: what its demonstration rows become, and the way back from each phase. */
class MeAndMyDoggyTest {
    private static final List<String> OLD = List.of("Users", "Roles", "UserRoles", "ServiceProviders", "Messages");
    private static final List<String> MOVED = List.of(
            "DogProfiles",
            "ProviderServices",
            "ServiceAreas",
            "Conversations",
            "ConversationParticipants",
            "ConversationMessages",
            "MessageAttachments",
            "MessageReadReceipts");

    private final ReferencePlan reference = new ReferencePlan("meandmydoggy", 1);

    @Test
    void has42MigrationsInSixPhasesInTheirOrder() {
        // When
        Plan plan = reference.plan();

        // Then
        assertThat(plan.phases())
                .extracting(Phase::name)
                .containsExactly("foundation", "core", "communication", "scheduling", "ai", "advanced");
        assertThat(plan.migrations().stream().map(script -> script.version().toString()))
                .filteredOn(version -> !version.contains("."))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 42).mapToObj(String::valueOf).toList());
        assertThat(plan.phases().stream().map(MeAndMyDoggyTest::lastWholeVersion))
                .containsExactly(8, 16, 24, 30, 36, 42);
    }

    @Test
    void everyRowArrives() {
        // Given
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("dogs of owners", reference.text("select count(*) from \"Users\" where trim(\"PetName\") > ''"));
        expected.put("dogs of providers", reference.text("""
                select count(*)
                from "ServiceProviders" p, "Users" u
                where u."Id" = p."UserId"
                    and p."DogName" > ''
                    and (u."PetName" is null or upper(p."DogName") <> upper(u."PetName"))
                """));
        expected.put("services", reference.text("""
                select sum((
                    select count(*)
                    from regexp_split_to_table(lower(replace("ServiceList", 'Dog ', '')), '\\s*,\\s*') as word
                    where word in ('walking', 'sitting', 'grooming', 'training')
                ))
                from "ServiceProviders"
                """));
        expected.put("areas", reference.text("select count(\"City\") from \"ServiceProviders\""));
        expected.put(
                "participants",
                reference.text("select 2 * count(*) - count(*) filter (where \"SenderId\" = \"RecipientId\")"
                        + " from \"Messages\" where \"ThreadId\" = \"Id\""));
        expected.put("attachments", reference.text("select count(\"AttachmentUrl\") from \"Messages\""));
        expected.put("receipts", reference.text("select sum(\"IsRead\"::int) from \"Messages\""));

        // When
        reference.migrate();

        // Then
        assertThat(expected)
                .containsEntry("dogs of owners", "72")
                .containsEntry("dogs of providers", "8")
                .containsEntry("areas", "22")
                .containsEntry("participants", "118")
                .containsEntry("attachments", "100")
                .containsEntry("receipts", "480");
        assertThat(count("\"DogProfiles\" where \"Origin\" = 'Users'")).isEqualTo(expected.get("dogs of owners"));
        assertThat(count("\"DogProfiles\" where \"Origin\" = 'ServiceProviders'"))
                .isEqualTo(expected.get("dogs of providers"));
        assertThat(count("\"ProviderServices\"")).isEqualTo(expected.get("services"));
        assertThat(count("\"ServiceAreas\"")).isEqualTo(expected.get("areas"));
        assertThat(count("\"Conversations\"")).isEqualTo("60");
        assertThat(count("\"ConversationParticipants\"")).isEqualTo(expected.get("participants"));
        assertThat(count("\"ConversationMessages\"")).isEqualTo("600");
        assertThat(count("\"MessageAttachments\"")).isEqualTo(expected.get("attachments"));
        assertThat(count("\"MessageReadReceipts\"")).isEqualTo(expected.get("receipts"));
        assertThat(reference.texts("select name from stopover.check_result where not passed"))
                .isEmpty();
    }

    @Test
    void weightsAsTypedBecomeKilograms() {
        // When
        reference.migrate("core");

        // Then
        assertThat(reference.texts("""
                select distinct u."PetWeight" || ' -> ' || coalesce(d."Weight"::text, 'unknown')
                from "DogProfiles" d
                join "Users" u on u."Id" = d."OwnerId"
                where d."Origin" = 'Users'
                """))
                .containsExactlyInAnyOrder(
                        "12.5 -> 12.50",
                        "12,5 kg -> 12.50",
                        "30 lbs -> 13.61",
                        "ca. 8 -> 8.00",
                        " -> unknown",
                        "unknown -> unknown",
                        "0 -> unknown",
                        "44 LB -> 19.96");
    }

    @Test
    void comesBackFromEachPhaseAndGoesForwardToTheSameSchemaAndRows() {
        // Given
        List<String> oldRows = sums(OLD);
        List<Fingerprint> before = new ArrayList<>();
        for (Phase phase : reference.plan().phases()) {
            before.add(reference.fingerprint());
            reference.migrate(phase.name());
        }
        Fingerprint after = reference.fingerprint();
        List<String> newRows = sums(MOVED);
        List<String> phases =
                reference.plan().phases().stream().map(Phase::name).toList();

        // When
        List<List<String>> differences = new ArrayList<>();
        for (int i = phases.size() - 1; i > 0; i--) {
            reference.rollback(phases.get(i - 1));
            differences.add(before.get(i).differencesTo(reference.fingerprint()));
        }
        reference.rollback();
        differences.add(before.get(0).differencesTo(reference.fingerprint()));

        // Then
        assertThat(differences).hasSize(6).containsOnly(List.of());
        assertThat(sums(OLD)).isEqualTo(oldRows);
        reference.migrate();
        assertThat(after.differencesTo(reference.fingerprint())).isEmpty();
        assertThat(sums(MOVED)).isEqualTo(newRows);
    }

    @Test
    void newFunctionsAreOnForAShareOfTheUsersThatGrowsWithThePhases() {
        // Given
        reference.migrate("core");
        List<String> first = usersWith("dog-profiles");
        List<String> tenth = reference.texts("""
                select "Id"
                from "Users"
                where ('x' || left(encode(sha256(convert_to('dog-profiles/' || "Id", 'UTF8')), 'hex'), 8))::bit(32)::bigint
                    % 10000 < 1000
                order by 1
                """);
        reference.migrate("communication");
        List<String> second = usersWith("dog-profiles");
        List<String> writers = usersWith("conversations");

        // When
        reference.rollback("core");

        // Then
        assertThat(first).isNotEmpty().isEqualTo(tenth);
        assertThat(second).isEqualTo(reference.texts("select \"Id\" from \"Users\" order by 1"));
        assertThat(writers).isNotEmpty().hasSizeLessThan(second.size() / 4);
        assertThat(usersWith("dog-profiles")).isEqualTo(first);
        assertThat(usersWith("conversations")).isEmpty();
    }

    @Test
    void everyTableHasACommentAndEveryForeignKeyAnIndex() {
        // When
        reference.migrate();

        // Then
        assertThat(reference.texts("""
                select c.oid::regclass
                from pg_class c
                where c.relnamespace = 'public'::regnamespace
                    and c.relkind in ('r', 'p')
                    and not c.relispartition
                    and c.relname <> 'flyway_schema_history'
                    and obj_description(c.oid) is null
                """)).isEmpty();
        assertThat(reference.texts("""
                select k.conrelid::regclass || ' ' || k.conname
                from pg_constraint k
                where k.contype = 'f'
                    and k.connamespace = 'public'::regnamespace
                    and not exists (
                        select
                        from pg_index i
                        where i.indrelid = k.conrelid
                            and (string_to_array(i.indkey::text, ' ')::int2[])[:cardinality(k.conkey)] <@ k.conkey
                            and (
                                i.indpred is null
                                or pg_get_expr(i.indpred, i.indrelid) ~ '^\\("\\w+" IS NOT NULL\\)$'
                            )
                    )
                """)).isEmpty();
        assertThat(Integer.parseInt(count("pg_tables where schemaname = 'public'")))
                .isGreaterThan(40);
    }

    private static int lastWholeVersion(Phase phase) {
        return phase.migrations().stream()
                .map(Script::version)
                .map(Object::toString)
                .filter(version -> !version.contains("."))
                .mapToInt(Integer::parseInt)
                .max()
                .orElseThrow();
    }

    private String count(String from) {
        return reference.text("select count(*) from " + from);
    }

    private List<String> sums(List<String> tables) {
        return reference.contents().stream()
                .filter(line ->
                        tables.contains(line.substring(0, line.indexOf(' ')).replace("\"", "")))
                .toList();
    }

    private List<String> usersWith(String flag) {
        return reference.texts(
                "select \"Id\" from \"Users\" where stopover.enabled('" + flag + "', \"Id\") order by 1");
    }
}

package dev.stopover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopover.failure.UsageException;
import dev.stopover.plan.Transfer.Follow;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.plan.Transfer.OnConflict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanReaderTest {
    @TempDir
    Path folder;

    @Test
    void readsPhasesScriptsAndTransfersInTheirOrder() {
        // When
        Plan plan = PlanReader.read(PlanFolder.directory(Corpus.ROOT.resolve("good/massava")));

        // Then
        assertThat(plan.name()).isEqualTo("massava");
        assertThat(plan.baseline()).contains(Version.of("1"));
        assertThat(plan.live()).isTrue();
        assertThat(plan.phases()).extracting(Phase::kind).containsExactly(PhaseKind.values());
        assertThat(plan.migrations())
                .extracting(Script::file)
                .containsExactly("expand/V2__unified_users.sql", "contract/V3__drop_legacy_tables.sql");
        assertThat(plan.migrations().get(0).description()).isEqualTo("unified users");
        assertThat(plan.migrations().get(0).undo())
                .contains(new Script.Undo("expand/U2__unified_users.sql", "drop table users;\n"));
        assertThat(plan.transfers()).extracting(Transfer::name).containsExactly("owners", "customers", "bookings");
        Phase cutover = plan.phase("cutover").orElseThrow();
        assertThat(cutover.approvalRequired()).isTrue();
        assertThat(cutover.soak()).isEqualTo(Duration.ofDays(14));
        assertThat(cutover.title()).isEqualTo("cutover");
        assertThat(cutover.monitors())
                .containsExactly(new Monitor(
                        "sign-in success",
                        "select 1",
                        new Bound.AtLeast(new BigDecimal("0.95")),
                        Duration.ofMinutes(1),
                        5));
    }

    @Test
    void takesAPhaseThatOnlyTurnsAFlagOn() throws IOException {
        // Given
        Files.writeString(folder.resolve("plan.yaml"), """
                plan: shop
                phases:
                  - { name: rollout, kind: migrate, flags: { new-bookings: 10% } }
                """);

        // When
        Plan plan = PlanReader.read(PlanFolder.directory(folder));

        // Then
        assertThat(plan.phases().get(0).flags()).extracting(Flag::name).containsExactly("new-bookings");
    }

    @Test
    void readsEveryKeyThereIs() {
        // When
        Plan plan = PlanReader.read(PlanFolder.directory(Corpus.ROOT.resolve("good/every-key")));

        // Then
        assertThat(plan.baseline().orElseThrow()).hasToString("2.10");
        assertThat(plan.live()).isFalse();
        assertThat(plan.atomic()).isTrue();
        assertThat(plan.tripwires()).isEqualTo(new Tripwires(1.5, Duration.ofMillis(500), 3));
        assertThat(plan.throttle())
                .isEqualTo(new ThrottleLimits(
                        Map.of(
                                LoadReading.REPLICATION_LAG, Ceiling.of(30_000),
                                LoadReading.ARCHIVE_BACKLOG, Ceiling.NONE,
                                LoadReading.LOCK_WAITS, Ceiling.of(0),
                                LoadReading.ACTIVE_SESSIONS, Ceiling.of(40),
                                LoadReading.AUTOVACUUM, Ceiling.NONE),
                        Optional.of(new LoadQuery(
                                "select count(*) from queue", new Bound.AtMost(new BigDecimal("1000"))))));
        Phase phase = plan.phases().get(0);
        assertThat(phase.risk()).isEqualTo(Risk.LOW);
        assertThat(phase.estimate()).contains(Duration.ofHours(2));
        assertThat(phase.atomic()).isTrue();
        assertThat(phase.backups()).containsExactlyInAnyOrder(BackupKind.values());
        assertThat(phase.encryptions())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("position")
                .containsExactly(new Encryption(
                        "secrets",
                        new TableName(Optional.of("New"), "notes"),
                        "bodyText",
                        "body_encrypted",
                        "notes_2",
                        phase.position()));
        Transfer people = plan.transfer("people").orElseThrow();
        assertThat(people.from()).isEqualTo(new TableName(Optional.of("Old"), "people"));
        assertThat(people.key()).containsExactly("tenantId", "id");
        assertThat(people.columns())
                .containsEntry("source", "'people'")
                .containsEntry("active", "true")
                .containsEntry("rank", "0")
                .containsEntry("note", "null");
        assertThat(plan.transfer("guests").orElseThrow().alias()).isEqualTo("guests");
        Transfer visits = plan.transfer("visits").orElseThrow();
        assertThat(visits.joins())
                .containsExactly(
                        new Join(
                                "c",
                                new TableName(Optional.empty(), "countries"),
                                "c.code = v.country",
                                Join.Type.LEFT,
                                true),
                        new Join(
                                "g",
                                new TableName(Optional.empty(), "guests"),
                                "g.id = v.guest_id",
                                Join.Type.INNER,
                                false));
        assertThat(visits.follows()).containsExactly(new Follow("p", "people", List.of("v.tenant_id", "v.person_id")));
        assertThat(visits.where().orElseThrow()).contains("v.cancelled_at is null\nand");
        assertThat(visits.onConflict()).contains(new OnConflict(List.of("id")));
        assertThat(phase.checks())
                .contains(
                        new Check.Sql("words", "select 'ok'", new Bound.Expect("ok")),
                        new Check.Count("both counted", List.of("people", "guests")),
                        new Check.Orphans(
                                "owners",
                                new TableName(Optional.empty(), "new_visits"),
                                List.of("person_id", "x"),
                                new TableName(Optional.of("New"), "users"),
                                List.of("id", "x")),
                        new Check.Unique(
                                "one mail each",
                                new TableName(Optional.empty(), "users"),
                                List.of("lower(email)", "\"tenantId\"")))
                .hasSize(11);
        assertThat(phase.gates())
                .containsExactly(
                        new Gate.NoClients("application_name like 'web-1.%'", Duration.ofMinutes(10)),
                        new Gate.Sql("select count(*) from locks", new Bound.Expect("0")),
                        new Gate.Window(LocalTime.of(22, 0), LocalTime.of(4, 0), ZoneId.of("Europe/Berlin")));
        assertThat(phase.flags())
                .containsExactly(
                        new Flag("new-orders", new BigDecimal("0.5")), new Flag("fast_lane", new BigDecimal("100")));
    }

    @Test
    void namesTheSourceColumnsOfWhichATransferMakesUse() {
        // Given
        Plan plan = PlanReader.read(PlanFolder.directory(Corpus.ROOT.resolve("good/every-key")));

        // When
        var mentioned = SourceColumns.mentionedBy(plan.transfer("visits").orElseThrow());

        // Then
        assertThat(mentioned)
                .containsExactly("id", "cancelled_at", "kind", "country", "guest_id", "tenant_id", "person_id");
    }

    @Test
    void aFolderOfFlywayScriptsIsAPlanOfOnePhase() throws IOException {
        // Given
        Path flyway = folder.resolve("My Shop_2");
        write(flyway.resolve("V2__second.sql"), "select 2;\n");
        write(flyway.resolve("V10__tenth.sql"), "select 10;\n");
        write(flyway.resolve("old/V1_1__first.sql"), "select 1;\n");
        write(flyway.resolve("old/U1.1__first.sql"), "select -1;\n");
        write(flyway.resolve("README.md"), "Read me.\n");

        // When
        Plan plan = PlanReader.read(PlanFolder.directory(flyway));

        // Then
        assertThat(plan.name()).isEqualTo("my-shop-2");
        assertThat(plan.phases()).extracting(Phase::name).containsExactly("migrate");
        assertThat(plan.phases()).extracting(Phase::kind).containsExactly(PhaseKind.EXPAND);
        assertThat(plan.migrations())
                .extracting(script -> script.version() + " " + script.file())
                .containsExactly("1.1 old/V1_1__first.sql", "2 V2__second.sql", "10 V10__tenth.sql");
        assertThat(plan.migrations().get(0).undo()).isPresent();
    }

    @Test
    void theHashForgetsLineEndsAndNothingElse() throws IOException {
        // Given
        write(folder.resolve("a/V1__x.sql"), "select 1;\nselect 2;\n");
        write(folder.resolve("b/V1__x.sql"), "\uFEFFselect 1;\r\nselect 2;\r\n");
        write(folder.resolve("c/V1__x.sql"), "select 1;\nselect  2;\n");
        write(folder.resolve("d/V1__y.sql"), "select 1;\nselect 2;\n");

        // When
        String a = hash("a");

        // Then
        assertThat(a).hasSize(64).isEqualTo(hash("b")).isNotEqualTo(hash("c")).isNotEqualTo(hash("d"));
    }

    @Test
    void readsAFolderMadeOfLinksAsAMountedConfigMapIs() throws IOException {
        // Given
        write(
                folder.resolve("plan/..2026_11_21/plan.yaml"),
                "plan: linked\nphases: [ { name: expand, kind: expand } ]\n");
        write(folder.resolve("plan/..2026_11_21/expand/V1__a.sql"), "select 1;\n");
        write(folder.resolve("plan/..2026_11_21/expand/U1__a.sql"), "select 1;\n");
        Files.createSymbolicLink(folder.resolve("plan/..data"), Path.of("..2026_11_21"));
        Files.createSymbolicLink(folder.resolve("plan/plan.yaml"), Path.of("..data/plan.yaml"));
        Files.createSymbolicLink(folder.resolve("plan/expand"), Path.of("..data/expand"));

        // When
        PlanFolder plan = PlanFolder.directory(folder.resolve("plan"));

        // Then
        assertThat(plan.files()).containsExactly("expand/U1__a.sql", "expand/V1__a.sql", "plan.yaml");
        assertThat(PlanReader.read(plan).migrations()).hasSize(1);
    }

    @Test
    void tellsThatTheDirectoryIsNotThere() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> PlanFolder.directory(folder.resolve("none")))
                .withMessage("there is no directory " + folder.resolve("none") + ".");
    }

    private String hash(String name) {
        return PlanReader.read(PlanFolder.directory(folder.resolve(name))).hash();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package dev.stopover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhaseHashTest {
    private static final String YAML = """
            plan: shop
            phases:
              - name: move
                kind: migrate
                title: Move
                backup: [snapshot, dump, restore-point]
                transfers:
                  - name: orders
                    from: orders o
                    into: new_orders
                    columns: { id: o.id }
                    drop: { note: "never read" }
                gates:
                  - { window: "22:00-04:00 Europe/Berlin" }
                flags: { new-orders: 10% }
            """;
    private static final String SCRIPT = "create table new_orders (id int primary key);\n";

    @TempDir
    Path folder;

    @Test
    void staysTheSameWhenNothingThatIsDoneChanges() throws IOException {
        // Given
        String before = hash(YAML, SCRIPT);

        // When / Then
        assertThat(hash("# A comment moves every line.\n" + YAML, SCRIPT)).isEqualTo(before);
        assertThat(hash(YAML.replace("title: Move", "title: Orders move"), SCRIPT))
                .isEqualTo(before);
        assertThat(hash(YAML.replace("never read", "nobody reads it"), SCRIPT)).isEqualTo(before);
        assertThat(hash(YAML, SCRIPT.replace("\n", "\r\n"))).isEqualTo(before);
        assertThat(before).hasSize(64);
    }

    @Test
    void changesWithWhatIsDone() throws IOException {
        // Given
        String before = hash(YAML, SCRIPT);

        // When / Then
        assertThat(hash(YAML, SCRIPT + "drop table orders;")).isNotEqualTo(before);
        assertThat(hash(YAML.replace("{ id: o.id }", "{ id: o.id + 1 }"), SCRIPT))
                .isNotEqualTo(before);
        assertThat(hash(YAML.replace(", restore-point", ""), SCRIPT)).isNotEqualTo(before);
        assertThat(hash(YAML.replace("22:00", "21:00"), SCRIPT)).isNotEqualTo(before);
        assertThat(hash(YAML.replace("10%", "11%"), SCRIPT)).isNotEqualTo(before);
        assertThat(hash(YAML.replace("into: new_orders", "into: new_orders\n        reverse: { none: gone }"), SCRIPT))
                .isNotEqualTo(before);
    }

    @Test
    void changesWithWhatIsEncrypted() throws IOException {
        // Given
        String with = YAML.replace("    gates:", """
                    encrypt:
                      - { name: notes, table: notes, column: body, into: sealed, key: notes }
                    gates:\
                """);

        // When / Then
        assertThat(hash(with, SCRIPT)).isNotEqualTo(hash(YAML, SCRIPT));
        assertThat(hash(with.replace("key: notes", "key: others"), SCRIPT)).isNotEqualTo(hash(with, SCRIPT));
    }

    @Test
    void everyPartOfAPhaseAndATransferIsEitherInItOrLeftOutOnPurpose() {
        // When / Then: a part that is added to the records must be thought of here and in PhaseHash
        assertThat(names(Phase.class))
                .containsExactly(
                        "name",
                        "kind",
                        "title",
                        "risk",
                        "estimate",
                        "approvalRequired",
                        "soak",
                        "backups",
                        "atomic",
                        "migrations",
                        "transfers",
                        "encryptions",
                        "checks",
                        "monitors",
                        "gates",
                        "flags",
                        "position");
        assertThat(names(Transfer.class))
                .containsExactly(
                        "name",
                        "from",
                        "alias",
                        "key",
                        "joins",
                        "follows",
                        "into",
                        "columns",
                        "dropped",
                        "where",
                        "onConflict",
                        "sync",
                        "reverse",
                        "position");
    }

    private static String[] names(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new);
    }

    private String hash(String yaml, String script) throws IOException {
        Path move = Files.createDirectories(folder.resolve("move"));
        Files.writeString(folder.resolve("plan.yaml"), yaml);
        Files.writeString(move.resolve("V2__orders.sql"), script);
        Files.writeString(move.resolve("U2__orders.sql"), "drop table new_orders;\n");
        return PhaseHash.of(
                PlanReader.read(PlanFolder.directory(folder)).phases().get(0));
    }
}

package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.testing.LocalKms;
import dev.stopover.testing.ReferencePlan;
import dev.stopover.testing.TestKey;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The encrypted notes of smarter-firms, by the program itself. */
class EncryptionIT {
    private static final String TEXTS = "select id || body from \"ConsultantNote\" where body is not null order by id";
    private static final String ENCRYPTED =
            "select count(*) from \"ConsultantNote\" where \"bodyEncrypted\" is not null";

    private final Database database = TestServer.newDatabase();
    private final Path key = TestKey.newFile();

    @BeforeEach
    void load() {
        ReferencePlan.load(database, "smarter-firms", 50);
    }

    @Test
    void aRunThatWasKilledInTheMiddleIsResumed() throws SQLException, IOException {
        // Given
        assertThat(keyed("migrate", "auth-log").exitCode()).isZero();
        String early = Massava.one(database, "select id from \"ConsultantNote\" order by ctid offset 100 limit 1");
        String text = Massava.one(database, "select body from \"ConsultantNote\" where id = '" + early + "'");

        // When
        Hold.on("\"ConsultantNote\"", "before update", " for each row when (new.id = '" + early + "')")
                .kill(database, List.of(arguments("migrate", "notes")));
        int done = Integer.parseInt(Massava.one(database, ENCRYPTED));
        StopoverProcess.Result resumed = keyed("migrate", "notes");
        StopoverProcess.Result verified = StopoverProcess.run(
                database, "verify", "--plan", "smarter-firms", "--verbose", "--keys", "file:" + key);

        // Then
        assertThat(done).isPositive().isLessThan(4_400);
        assertThat(List.of(resumed.exitCode(), verified.exitCode()))
                .as(resumed.stderr() + verified.stderr())
                .containsOnly(0);
        assertThat(verified.stdout()).contains("4400 decrypted");
        assertThat(Massava.one(database, ENCRYPTED)).isEqualTo("4400");
        assertThat(resumed.stdout() + resumed.stderr() + verified.stdout() + verified.stderr())
                .doesNotContain(Files.readString(key).strip(), text);
    }

    @Test
    void rollingBackGivesEveryTextBack() {
        // Given
        List<String> texts = Massava.column(database, TEXTS);
        assertThat(keyed("migrate", "notes").exitCode()).isZero();

        // When
        StopoverProcess.Result back = keyed("rollback", "auth-log");

        // Then
        assertThat(back.exitCode()).as(back.stderr()).isZero();
        assertThat(Massava.column(database, TEXTS)).isEqualTo(texts).hasSize(4_400);
    }

    @Test
    void withoutItsKeyARunDoesNothingAtAll() {
        // When
        StopoverProcess.Result result =
                StopoverProcess.run(database, "migrate", "--plan", "smarter-firms", "--to", "cutover");

        // Then
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stderr()).contains("no key was given", "Give --keys file:PATH or aws-kms:ARN");
        assertThat(Massava.one(database, "select to_regnamespace('stopover') is null"))
                .isEqualTo("t");
    }

    @Test
    void theKeyMayBeInAwsKms() throws IOException {
        try (LocalKms kms = new LocalKms()) {
            // Given
            String arn = kms.newKey("one");

            // When
            StopoverProcess.Result migrated = inKms(kms, "migrate", "--to", "notes", "--keys", "aws-kms:" + arn);
            StopoverProcess.Result verified = inKms(kms, "verify", "--keys", "aws-kms:" + arn);
            StopoverProcess.Result other =
                    inKms(kms, "migrate", "--to", "cutover", "--keys", "aws-kms:" + kms.newKey("two"));

            // Then
            assertThat(migrated.exitCode()).as(migrated.stderr()).isZero();
            assertThat(verified.exitCode()).as(verified.stderr()).isZero();
            assertThat(verified.stdout()).contains("4400 decrypted");
            assertThat(other.exitCode()).as(other.stderr()).isEqualTo(4);
            assertThat(other.stderr()).contains("is not the one");
            assertThat(Massava.one(database, "select state from stopover.phase where name = 'cutover'"))
                    .isEqualTo("pending");
            assertThat(kms.asked())
                    .contains("TrentService.Decrypt {stopover-key=consultant-notes, stopover-plan=smarter-firms}");
            assertThat(migrated.stderr() + verified.stderr()).doesNotContain(LocalKms.SECRET);
        }
    }

    private StopoverProcess.Result inKms(LocalKms kms, String command, String... further) {
        return StopoverProcess.run(
                database, kms.environment(), and(List.of(command, "--plan", "smarter-firms"), further));
    }

    private StopoverProcess.Result keyed(String command, String phase) {
        return StopoverProcess.run(database, arguments(command, phase));
    }

    private String[] arguments(String command, String phase) {
        return and(List.of(command, "--plan", "smarter-firms", "--verbose"), "--to", phase, "--keys", "file:" + key);
    }

    private static String[] and(List<String> first, String... further) {
        return Stream.concat(first.stream(), Arrays.stream(further)).toArray(String[]::new);
    }
}

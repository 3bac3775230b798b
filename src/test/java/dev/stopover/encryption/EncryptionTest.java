package dev.stopover.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stopover.check.CheckListener;
import dev.stopover.check.Checks;
import dev.stopover.check.EntityReader;
import dev.stopover.cipher.FileKeySource;
import dev.stopover.cipher.KeySource;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.history.CheckResult;
import dev.stopover.testing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionTest {
    private static final String PLAIN = "select id || body from notes where body is not null order by id";

    @TempDir
    Path folder;

    private NotesStage notes;

    @BeforeEach
    void load() throws IOException {
        notes = new NotesStage(folder);
    }

    @Test
    void encryptsEveryTextAndNothingElse() throws SQLException {
        // When
        notes.migrate("seal");

        // Then
        assertThat(notes.text("select count(*) from notes where (body is null) <> (sealed is null)"))
                .isEqualTo("0");
        assertThat(notes.text("select count(distinct sealed) from notes")).isEqualTo("2700");
        assertThat(notes.text("select encrypted from stopover.encryption")).isEqualTo("2700");
        assertThat(notes.texts(
                        "select name || ' ' || kind || ' ' || passed || ' ' || actual from stopover.check_result"))
                .containsExactly("notes: values decrypted encrypted true 2700 decrypted");
    }

    @Test
    void anAtomicPhaseEncryptsInItsOneTransaction(@TempDir Path other) throws Exception {
        // Given
        notes = new NotesStage(other, true);
        CompletableFuture<Void> run;
        String columns;

        // When
        try (HeldRow held = new HeldRow(notes, "n101")) {
            run = held.migrate("seal");
            columns = notes.text("select count(*) from pg_attribute where attname = 'sealed'");
        }
        run.join();

        // Then
        assertThat(columns).isEqualTo("0");
        assertThat(verify("seal").actual()).isEqualTo("2700 decrypted");
    }

    @Test
    void goesOnAfterItsConnectionsWereCutInTheMiddle() throws Exception {
        // Given
        CompletableFuture<Void> run;
        List<String> done;
        try (HeldRow held = new HeldRow(notes, "n101")) {
            run = held.migrate("seal");
            done = notes.texts("select id || sealed::text from notes where sealed is not null order by id");

            // When
            held.cutAllOthers();
        }
        run.join();

        // Then
        assertThat(done).isNotEmpty().hasSizeLessThan(2_700);
        assertThat(notes.texts("select id || sealed::text from notes where sealed is not null order by id"))
                .hasSize(2_700)
                .containsAll(done);
        assertThat(notes.text("select encrypted from stopover.encryption")).isEqualTo("2700");
        assertThat(verify("seal").passed()).isTrue();
    }

    @Test
    void whatIsWrittenBehindAChunkIsEncryptedInTheSamePhase() throws Exception {
        // Given
        CompletableFuture<Void> run;
        String encrypted;
        try (HeldRow held = new HeldRow(notes, "n101")) {
            run = held.migrate("seal");
            encrypted = notes.text("select count(sealed) from notes where id in ('n2998', 'n2999')");

            // When
            notes.execute("""
                    update notes set body = 'newer' where id = 'n2999';
                    update notes set body = null where id = 'n2998';
                    insert into notes (tenant, id, body) values (1, 'added', 'new')
                    """);
        }
        run.join();

        // Then
        assertThat(encrypted).isEqualTo("2");
        assertThat(notes.text("select count(*) from notes where (body is null) <> (sealed is null)"))
                .isEqualTo("0");
        assertThat(verify("seal").actual()).isEqualTo("2700 decrypted");
        assertThat(verify("seal").detail()).isEmpty();
        assertThat(notes.decrypted(2_999 % 7, "n2999")).isEqualTo("newer");
        assertThat(notes.decrypted(1, "added")).isEqualTo("new");
    }

    @Test
    void nothingIsBegunWithoutAKey() throws SQLException {
        // When
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> notes.keys(KeySource.NONE).migrate("seal"))
                .withMessageContaining("no key was given")
                .satisfies(e -> assertThat(e.remedy()).contains("--keys file:PATH"));

        // Then
        assertThat(notes.text("select to_regnamespace('stopover') is null")).isEqualTo("t");
        assertThat(notes.text("select count(*) from pg_attribute where attname = 'sealed'"))
                .isEqualTo("0");
    }

    @Test
    void anotherKeyOpensNothingAndIsRefusedBeforeAnyPhaseBegins() throws SQLException {
        // Given
        notes.migrate("seal");
        notes.keys(new FileKeySource(TestKey.newFile()));
        notes.execute("update notes set body = 'new' where id = 'n1'");

        // When
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> notes.migrate("contract"))
                .withMessageContaining("is not the one")
                .satisfies(e -> assertThat(e.remedy()).contains("Give the file that was used"));

        // Then
        assertThat(verify("seal").passed()).isFalse();
        assertThat(verify("seal").detail()).contains("is not the one");
        assertThat(notes.texts("select state from stopover.phase where name in ('cutover', 'contract')"))
                .containsOnly("pending");
        assertThat(notes.text("select sealed is null from notes where id = 'n1'"))
                .isEqualTo("t");
    }

    @Test
    void aValueThatWasTamperedWithIsNamed() throws SQLException {
        // Given
        notes.migrate("seal");

        // When
        past("update notes set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where id = 'n11'");

        // Then
        assertThat(verify("seal").passed()).isFalse();
        assertThat(verify("seal").keys()).containsExactly("4, n11");
        assertThat(verify("seal").actual()).isEqualTo("2699 decrypted, 1 not");
    }

    @Test
    void valuesThatWereSwappedAreNamed() throws SQLException {
        // Given
        notes.migrate("seal");

        // When
        past("""
                update notes n
                set body = o.body,
                    sealed = o.sealed
                from notes o
                where n.id in ('n11', 'n12')
                  and o.id in ('n11', 'n12')
                  and o.id <> n.id
                """);

        // Then
        assertThat(verify("seal").keys()).containsExactlyInAnyOrder("4, n11", "5, n12");
    }

    @Test
    void aTextThatIsNotWhatWasEncryptedIsNamed() throws SQLException {
        // Given
        notes.migrate("seal");

        // When
        past("update notes set body = 'another' where id = 'n11'");

        // Then
        assertThat(verify("seal").actual()).isEqualTo("2699 decrypted, 1 to another text");
        assertThat(verify("seal").keys()).containsExactly("4, n11");
    }

    @Test
    void textsThatTheOldApplicationWritesAreEncryptedBeforeCutOver() throws SQLException {
        // Given
        notes.migrate("seal");

        // When
        notes.execute("""
                update notes set body = 'newer' where id = 'n1';
                update notes set body = null where id = 'n2';
                insert into notes (tenant, id, body) values (1, 'added', 'new')
                """);
        String waiting = verify("seal").detail();
        notes.migrate("cutover");

        // Then
        assertThat(waiting).startsWith("2 texts were written since");
        assertThat(notes.text("select count(*) from notes where (body is null) <> (sealed is null)"))
                .isEqualTo("0");
        assertThat(verify("cutover").actual()).isEqualTo("2700 decrypted");
    }

    @Test
    void aKeyOfARowThatChangesTakesItsValueAlong() throws SQLException {
        // Given
        notes.migrate("seal");
        notes.writeEncrypted(2, "n2", "only here");

        // When
        notes.execute("update notes set id = 'moved' where id = 'n1'");

        // Then
        assertThat(notes.text("select sealed is null from notes where id = 'moved'"))
                .isEqualTo("t");
        assertThatIllegalStateException()
                .isThrownBy(() -> notes.execute("update notes set id = 'moved2' where id = 'n2'"))
                .havingCause()
                .withMessageContaining("the key of this row is part of what sealed was encrypted with");
    }

    @Test
    void rollingBackLosesNoTextThatIsThereOnlyEncrypted() throws SQLException {
        // Given
        Fingerprint before = notes.fingerprint();
        notes.migrate("cutover");
        notes.writeEncrypted(1, "n1", "written by the new application");
        String text = notes.text("select coalesce(body, 'gone') from notes where id = 'n1'");

        // When
        notes.rollback();

        // Then
        assertThat(text).isEqualTo("gone");
        assertThat(notes.text("select body from notes where id = 'n1'")).isEqualTo("written by the new application");
        assertThat(before.differencesTo(notes.fingerprint())).isEmpty();
        assertThat(notes.text("select count(*) from stopover.encryption")).isEqualTo("0");
    }

    @Test
    void rollingBackGivesTheSameTexts() throws SQLException {
        // Given
        List<String> texts = notes.texts(PLAIN);
        notes.migrate("seal");

        // When
        notes.keys(KeySource.NONE).rollback();

        // Then
        assertThat(notes.texts(PLAIN)).isEqualTo(texts);
        notes.keys(TestKey.source()).migrate("cutover");
        assertThat(verify("cutover").passed()).isTrue();
    }

    @Test
    void aRollbackThatWouldNeedTheKeyIsRefusedWithoutIt() throws SQLException {
        // Given
        notes.migrate("seal");
        notes.writeEncrypted(1, "n1", "only here");

        // When
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> notes.keys(KeySource.NONE).rollback())
                .withMessageContaining("1 values of notes are there only encrypted");

        // Then
        assertThat(notes.text("select state from stopover.phase where name = 'seal'"))
                .isEqualTo("completed");
        assertThat(notes.text("select count(sealed) from notes")).isEqualTo("2700");
    }

    @Test
    void droppedTextsComeBackDecrypted() throws SQLException {
        // Given
        notes.migrate("cutover");
        notes.writeEncrypted(1, "n1", "changed");
        notes.execute("update notes set body = 'late' where id = 'n2'");
        List<String> others = notes.texts(PLAIN);
        notes.migrate("contract");
        notes.writeEncrypted(3, "n3", "after contract");
        String verified = verify("contract").actual();

        // When
        notes.rollback("cutover");

        // Then
        assertThat(verified).isEqualTo("2700 decrypted");
        assertThat(notes.texts(PLAIN)).hasSize(2_700).contains("n1changed", "n2late", "n3after contract");
        assertThat(notes.texts(PLAIN).stream().filter(others::contains)).hasSize(2_698);
        assertThat(verify("cutover").passed()).isTrue();
    }

    @Test
    void neitherKeysNorTextsGetIntoTheHistory() throws Exception {
        // Given
        notes.migrate("seal");
        notes.execute("""
                alter table notes add check (length(body) <> 6 or sealed is null);
                update notes set body = 'geheim' where id = 'n1'
                """);

        // When
        assertThatExceptionOfType(FailedException.class)
                .isThrownBy(() -> notes.migrate("cutover"))
                .withMessageContaining("notes_check")
                .withMessageNotContaining("geheim");

        // Then
        String history = String.join("\n", notes.texts("""
                select query_to_xml(format('select * from %s', c.oid::regclass), true, false, '')::text
                from pg_class c
                where c.relnamespace = 'stopover'::regnamespace
                  and c.relkind = 'r'
                """));
        assertThat(history)
                .contains("notes_check")
                .doesNotContain("geheim", Files.readString(TestKey.file()).strip());
    }

    private void past(String sql) {
        notes.execute("set session_replication_role = replica; " + sql);
    }

    private CheckResult verify(String phase) throws SQLException {
        return new Checks(notes.database, new StopSignal(), EntityReader.UNAVAILABLE, notes.keys(), CheckListener.NONE)
                .evaluate(notes.plan(), notes.plan().phase(phase).orElseThrow())
                .get(0);
    }
}

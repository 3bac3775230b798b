package dev.stopover.encryption;

import dev.stopover.check.EntityReader;
import dev.stopover.cipher.FieldCipher;
import dev.stopover.cipher.KeySource;
import dev.stopover.cipher.SealedPlace;
import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.StopSignal;
import dev.stopover.history.ValueKeys;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanFolder;
import dev.stopover.plan.PlanReader;
import dev.stopover.run.OnFailure;
import dev.stopover.run.PlanRunner;
import dev.stopover.run.ProgressReporter;
import dev.stopover.run.RunContext;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunSettings;
import dev.stopover.run.RunView;
import dev.stopover.testing.TestKey;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of notes, some without a text, and a plan that encrypts them and drops their texts in the end. */
final class NotesStage {
    static final int ROWS = 3_000;

    final Database database = TestServer.newDatabase();
    private final Plan plan;
    private KeySource keys = TestKey.source();

    NotesStage(Path folder) throws IOException {
        this(folder, false);
    }

    /** @param atomic whether everything is encrypted in one transaction */
    NotesStage(Path folder, boolean atomic) throws IOException {
        execute("""
                create table notes (
                  tenant integer not null,
                  id text not null,
                  body text,
                  primary key (tenant, id)
                );
                insert into notes
                select i %% 7, 'n' || i, case when i %% 10 <> 0 then 'geheim “' || i || E'”\\n' || repeat('ü', i %% 300) end
                from generate_series(1, %d) as i
                """.formatted(ROWS));
        write(folder, "plan.yaml", """
                plan: vault
                baseline: 1
                phases:
                  - name: seal
                    kind: migrate
                    atomic: %s
                    encrypt:
                      - { name: notes, table: notes, column: body, into: sealed, key: notes }
                  - { name: cutover, kind: cutover }
                  - { name: contract, kind: contract }
                """.formatted(atomic));
        write(folder, "seal/V2__sealed.sql", "alter table notes add column sealed bytea;");
        write(folder, "seal/U2__sealed.sql", "alter table notes drop column sealed;");
        write(folder, "contract/V3__body.sql", "alter table notes drop column body;");
        write(folder, "contract/U3__body.sql", "alter table notes add column body text;");
        this.plan = PlanReader.read(PlanFolder.directory(folder));
    }

    /** From now on keys come from elsewhere. */
    NotesStage keys(KeySource source) {
        this.keys = source;
        return this;
    }

    void migrate(String phase) {
        runner().migrate(plan, Optional.of(phase));
    }

    void rollback() {
        runner().rollback(plan, Optional.empty(), true);
    }

    void rollback(String phase) {
        runner().rollback(plan, Optional.of(phase), true);
    }

    /** What the new application does: it encrypts a text itself, with the same key. */
    void writeEncrypted(int tenant, String id, String text) throws SQLException {
        try (Connection connection = database.open("test");
                PreparedStatement statement =
                        connection.prepareStatement("update notes set sealed = ? where tenant = ? and id = ?")) {
            FieldCipher cipher =
                    new ValueKeys(connection, keys).find("vault", "notes").orElseThrow();
            statement.setBytes(1, cipher.encrypt(text, place(tenant, id)));
            statement.setInt(2, tenant);
            statement.setString(3, id);
            statement.executeUpdate();
        }
    }

    /** What the new application reads. */
    String decrypted(int tenant, String id) throws SQLException, GeneralSecurityException {
        try (Connection connection = database.open("test");
                PreparedStatement statement =
                        connection.prepareStatement("select sealed from notes where tenant = ? and id = ?")) {
            FieldCipher cipher =
                    new ValueKeys(connection, keys).find("vault", "notes").orElseThrow();
            statement.setInt(1, tenant);
            statement.setString(2, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return cipher.decrypt(row.getBytes(1), place(tenant, id));
            }
        }
    }

    private static byte[] place(int tenant, String id) {
        return SealedPlace.of(List.of("public", "notes", "sealed", String.valueOf(tenant), id));
    }

    Fingerprint fingerprint() throws SQLException {
        try (Connection connection = database.open("test")) {
            return Fingerprint.read(connection);
        }
    }

    void execute(String sql) {
        TestServer.execute(database, sql);
    }

    String text(String sql) throws SQLException {
        return texts(sql).get(0);
    }

    List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.open("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    Plan plan() {
        return plan;
    }

    KeySource keys() {
        return keys;
    }

    private PlanRunner runner() {
        return new PlanRunner(
                database,
                RunSettings.DEFAULT.withoutGates().withKeys(keys).withOnFailure(OnFailure.STOP),
                new RunContext("test", "here"),
                new ProgressReporter(new RunProgress(RunView.starting(plan))),
                new StopSignal(),
                EntityReader.UNAVAILABLE);
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}

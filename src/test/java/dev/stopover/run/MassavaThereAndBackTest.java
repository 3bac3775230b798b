package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.StopSignal;
import dev.stopover.plan.BundledPlans;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanFolder;
import dev.stopover.plan.PlanReader;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled plan up to cut-over, back to the start, and forward again. */
class MassavaThereAndBackTest {
    private static final List<String> OLD =
            List.of("studio_owners", "customers", "studios", "bookings", "accounts", "sessions");
    private static final List<String> NEW = List.of(
            "users", "user_role_assignments", "studio_ownership", "new_accounts", "new_sessions", "new_bookings");

    private final Database database = TestServer.newDatabase();
    private final Plan plan = BundledPlans.load("massava");

    @BeforeEach
    void loadOldSchema() throws IOException {
        TestServer.execute(database, script("schema.sql"));
        TestServer.execute(database, "set stopover.scale = 1;\n" + script("data.sql"));
    }

    @Test
    void comesBackToTheOldSchemaAndGoesForwardToTheSameRows() throws Exception {
        // Given
        Fingerprint before = fingerprint();
        List<String> oldRows = rows(OLD);
        migrate("cutover");
        Fingerprint after = fingerprint();
        List<String> newRows = rows(NEW);

        // When
        runner().rollback(plan, Optional.empty(), true);

        // Then
        assertThat(before.differencesTo(fingerprint())).isEmpty();
        assertThat(rows(OLD)).isEqualTo(oldRows);
        migrate("cutover");
        assertThat(after.differencesTo(fingerprint())).isEmpty();
        assertThat(rows(NEW)).isEqualTo(newRows);
    }

    @Test
    void bringsTheDroppedTablesBackWithTheirRows(@TempDir Path folder) throws Exception {
        // Given
        Plan withSnapshot = withSnapshot(folder);
        migrate("cutover");
        Fingerprint before = fingerprint();
        List<String> oldRows = sorted(OLD);
        runner().migrate(withSnapshot, Optional.empty());
        List<String> gone = texts(
                "select coalesce(to_regclass('bookings'), to_regclass('customers')) where to_regclass('bookings') is not null");

        // When
        runner().rollback(withSnapshot, Optional.of("cutover"), true);

        // Then
        assertThat(gone).isEmpty();
        assertThat(before.differencesTo(fingerprint())).isEmpty();
        assertThat(sorted(OLD)).isEqualTo(oldRows);
        runner().migrate(withSnapshot, Optional.empty());
        assertThat(texts("select state from stopover.phase where name = 'contract'"))
                .containsExactly("completed");
    }

    @Test
    void comesBackWithWhatTheNewApplicationWroteAboutStudios() throws Exception {
        // Given
        Fingerprint before = fingerprint();
        migrate("cutover");
        writeAsTheNewApplication();
        assertThat(texts("select coalesce(error, 'none') from stopover.touched"))
                .isEmpty();

        // When
        runner().rollback(plan, Optional.of("migrate"), true);

        // Then
        assertThat(texts("select coalesce(error, 'none') from stopover.touched"))
                .isEmpty();
        assertThat(texts("""
                        select t.slug || ' of ' || s.id || ' ' || s.email || ' ' || s.name
                        from studios t
                        join studio_owners s on s.id = t.owner_id
                        where t.slug like 'new-%'
                        order by t.slug
                        """))
                .containsExactly("new-1 of unew1 owner3@example.com New Owner", "new-2 of unew2 second@x Second");
        assertThat(texts("select email from studio_owners where name = 'Renamed' or email = 'third@x'"))
                .containsExactly("third@x");
        migrate("cutover");
        assertThat(texts("select count(*) from studio_ownership where studio_id like 'tnew%' and is_primary"))
                .containsExactly("2");
        runner().rollback(plan, Optional.empty(), true);
        assertThat(before.differencesTo(fingerprint())).isEmpty();
    }

    @Test
    void comesBackFromContractWithOwnersWhoRegisteredAfterCutOver(@TempDir Path folder) throws Exception {
        // Given
        Plan withSnapshot = withSnapshot(folder);
        migrate("cutover");
        writeAsTheNewApplication();
        Fingerprint before = fingerprint();
        runner().migrate(withSnapshot, Optional.empty());

        // When
        runner().rollback(withSnapshot, Optional.of("cutover"), true);

        // Then
        assertThat(before.differencesTo(fingerprint())).isEmpty();
        runner().rollback(withSnapshot, Optional.of("migrate"), true);
        assertThat(texts("select owner_id from studios where slug like 'new-%' order by slug"))
                .containsExactly("unew1", "unew2");
    }

    /** An owner gives an e-mail up that a new one takes; new owners found studios; what they do is logged. */
    private void writeAsTheNewApplication() {
        TestServer.execute(database, """
                update users set email = 'third@x' where email = 'owner3@example.com';
                insert into users (id, email, name)
                values ('unew1', 'owner3@example.com', 'New Owner'), ('unew2', 'second@x', 'Second');
                insert into user_role_assignments (user_id, role, granted_at)
                values ('unew1', 'STUDIO_OWNER', '2030-01-01 00:00:00Z'), ('unew2', 'STUDIO_OWNER', '2030-01-01 00:00:00Z');
                insert into studios (id, slug, name, updated_at)
                values ('tnew1', 'new-1', 'First new', now()), ('tnew2', 'new-2', 'Second new', now());
                insert into studio_ownership (studio_id, user_id, is_primary, granted_at)
                values ('tnew1', 'unew1', true, '2030-01-01 00:00:00Z'), ('tnew2', 'unew2', true, '2030-01-01 00:00:00Z');
                insert into audit_logs (id, user_id, action) values ('a1', 'unew1', 'STUDIO_CREATED'), ('a2', null, 'PING');
                update studios set name = name || '!' where slug = 'new-1';
                """);
    }

    /** A snapshot needs no program beside the server. */
    private static Plan withSnapshot(Path folder) throws Exception {
        Path bundled = Path.of(MassavaThereAndBackTest.class
                .getResource("/db/migration/massava/plan.yaml")
                .toURI());
        try (Stream<Path> files = Files.walk(bundled.getParent())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(bundled.getParent().relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace("backup: dump", "backup: snapshot"));
            }
        }
        return PlanReader.read(PlanFolder.directory(folder));
    }

    private void migrate(String phase) {
        runner().migrate(plan, Optional.of(phase));
    }

    private List<String> texts(String sql) throws SQLException {
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

    /** The same by columns in the order of their names: one that was dropped and added again stands at the end. */
    private List<String> sorted(List<String> tables) throws SQLException {
        List<String> sums = new ArrayList<>();
        for (String table : tables) {
            String columns = texts("select string_agg(quote_ident(attname), ', ' order by attname) from pg_attribute"
                            + " where attrelid = '" + table + "'::regclass and attnum > 0 and not attisdropped")
                    .get(0);
            sums.addAll(texts("select '" + table + " ' || count(*) || ' ' || sum(hashtextextended(row(" + columns
                    + ")::text, 0)) from " + table));
        }
        return sums;
    }

    private PlanRunner runner() {
        EntityReader proven = (unit, within) -> new EntityReader.Reading(8, List.of());
        return new PlanRunner(
                database,
                RunSettings.DEFAULT.withoutGates(),
                new RunContext("test", "here"),
                new ProgressReporter(new RunProgress(RunView.starting(plan))),
                new StopSignal(),
                proven);
    }

    private Fingerprint fingerprint() throws SQLException {
        try (Connection connection = database.open("test")) {
            return Fingerprint.read(connection);
        }
    }

    /** Count and content of each table. */
    private List<String> rows(List<String> tables) throws SQLException {
        List<String> sums = new ArrayList<>();
        try (Connection connection = database.open("test");
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from " + table
                                + " t")) {
                    row.next();
                    sums.add(table + " " + row.getString(1));
                }
            }
        }
        return sums;
    }

    private static String script(String name) throws IOException {
        try (InputStream file = MassavaThereAndBackTest.class.getResourceAsStream("/db/demo/massava/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

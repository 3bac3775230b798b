package dev.stopover.testing;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.StopSignal;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.BundledPlans;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.run.PlanRunner;
import dev.stopover.run.ProgressReporter;
import dev.stopover.run.RunContext;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunSettings;
import dev.stopover.run.RunView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A bundled plan, and a database of its own with the plan's old schema and demonstration rows. Gates are left out, and
 * snapshots stand in for dumps, since they need no program beside the server. Entities are not read: that needs the
 * container.
 */
public final class ReferencePlan {
    private final Plan plan;
    private final Database database = TestServer.newDatabase();

    public ReferencePlan(String name, int scale) {
        this.plan = withSnapshots(BundledPlans.load(name));
        load(database, name, scale);
    }

    /** Gives an empty database the old schema of a bundled plan with its rows. */
    public static void load(Database empty, String plan, int scale) {
        TestServer.execute(empty, script(plan, "schema.sql"));
        TestServer.execute(empty, "set stopover.scale = " + scale + ";\n" + script(plan, "data.sql"));
    }

    /** The plan as it runs here. */
    public Plan plan() {
        return plan;
    }

    /** The database. */
    public Database database() {
        return database;
    }

    /** Runs every phase. */
    public void migrate() {
        runner().migrate(plan, Optional.empty());
    }

    /** Runs up to and including that phase. */
    public void migrate(String phase) {
        runner().migrate(plan, Optional.of(phase));
    }

    /** Takes every phase back, whatever is lost. */
    public void rollback() {
        runner().rollback(plan, Optional.empty(), true);
    }

    /** Takes the phases after that one back, whatever is lost. */
    public void rollback(String phase) {
        runner().rollback(plan, Optional.of(phase), true);
    }

    /** Runs statements on the database. */
    public void execute(String sql) {
        TestServer.execute(database, sql);
    }

    /** The catalog. */
    public Fingerprint fingerprint() {
        try (Connection connection = database.connect("test")) {
            return Fingerprint.read(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("fingerprint", e);
        }
    }

    /** Name, number of rows and sum of their content of each table of the schema public, whatever the order of its columns. */
    public List<String> contents() {
        List<String> contents = new ArrayList<>();
        for (String query : texts("""
                select format(
                    'select %L || count(*) || '' '' || coalesce(sum(hashtextextended(row(%s)::text, 0)), 0) from %s',
                    c.oid::regclass || ' ',
                    string_agg(quote_ident(a.attname), ', ' order by a.attname),
                    c.oid::regclass
                )
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace
                    and c.relkind in ('r', 'p')
                    and c.relname <> 'flyway_schema_history'
                    and a.attnum > 0
                    and not a.attisdropped
                group by c.oid, c.relname
                order by c.relname
                """)) {
            contents.addAll(texts(query));
        }
        return contents;
    }

    /** The first column of the only row of a query, as text. */
    public String text(String sql) {
        List<String> texts = texts(sql);
        if (texts.size() != 1) {
            throw new IllegalStateException(texts.size() + " rows: " + sql);
        }
        return texts.get(0);
    }

    /** The first column of a query, as text. */
    public List<String> texts(String sql) {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private PlanRunner runner() {
        EntityReader unread = unit -> new EntityReader.Reading(0, List.of());
        return new PlanRunner(
                database,
                RunSettings.DEFAULT.withoutGates(),
                new RunContext("test", "here"),
                new ProgressReporter(new RunProgress(RunView.starting(plan))),
                new StopSignal(),
                unread);
    }

    private static Plan withSnapshots(Plan plan) {
        List<Phase> phases =
                plan.phases().stream().map(ReferencePlan::withSnapshot).toList();
        return new Plan(plan.name(), plan.title(), plan.baseline(), plan.live(), phases, plan.tripwires(), plan.hash());
    }

    private static Phase withSnapshot(Phase phase) {
        return new Phase(
                phase.name(),
                phase.kind(),
                phase.title(),
                phase.risk(),
                phase.estimate(),
                phase.approvalRequired(),
                phase.soak(),
                phase.backups().contains(BackupKind.DUMP) ? Set.of(BackupKind.SNAPSHOT) : phase.backups(),
                phase.atomic(),
                phase.migrations(),
                phase.transfers(),
                phase.checks(),
                phase.monitors(),
                phase.gates(),
                phase.flags(),
                phase.position());
    }

    private static String script(String plan, String file) {
        String path = "/db/demo/" + plan + "/" + file;
        try (InputStream stream = Objects.requireNonNull(ReferencePlan.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}

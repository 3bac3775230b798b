package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.history.ApprovalHistory;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanFolder;
import dev.stopover.plan.PlanReader;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Between two phases of the massava plan, with a snapshot in place of its dump, which needs no program beside the server.
 *
 * @param over see {@link KillJourney}
 */
record PhaseJourney(Database database, Path plan, List<String> there, List<String> back, String over)
        implements KillJourney {
    private static final int SCALE = 10;
    private static final Path BUNDLED = Path.of("src/main/resources/db/migration/massava");

    private static final String NEVER = "select false";

    /** All phases up to cut-over are taken back. */
    static PhaseJourney rollback(Path folder) {
        Path plan = plan(folder);
        return at("cutover", plan, back(plan), migrate(plan, "cutover"), NEVER);
    }

    /** Until the first block is read. */
    static PhaseJourney forwardSync(Path folder) {
        Path plan = plan(folder);
        return at("expand", plan, migrate(plan, "migrate"), back(plan, "expand"), """
                select exists (
                  select
                  from stopover.chunk)
                """);
    }

    /** Until the first script of cut-over. */
    static PhaseJourney reverseSync(Path folder) {
        Path plan = plan(folder);
        return at("migrate", plan, migrate(plan, "cutover"), back(plan, "migrate"), """
                select exists (
                  select
                  from pg_constraint
                  where conname = 'user_role_assignments_user_id_fkey'
                    and convalidated)
                """);
    }

    /** All phases up to cut-over in one transaction. */
    static PhaseJourney atomic(Path folder) {
        Path plan = plan(folder);
        Path file = plan.resolve("plan.yaml");
        try {
            Files.writeString(file, "atomic: true\n" + Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PhaseJourney journey = at("cutover", plan, migrate(plan, "cutover"), back(plan), NEVER);
        journey.arrive(journey.back());
        return journey;
    }

    /** With its snapshot. */
    static PhaseJourney contract(Path folder) {
        Path plan = plan(folder);
        return at("cutover", plan, migrate(plan, "contract"), back(plan, "cutover"), NEVER);
    }

    private static PhaseJourney at(String phase, Path plan, List<String> there, List<String> back, String over) {
        Database database = Massava.database(SCALE);
        StopoverProcess.Result result =
                StopoverProcess.run(database, migrate(plan, phase).toArray(String[]::new));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return new PhaseJourney(database, plan, there, back, over);
    }

    private static List<String> migrate(Path plan, String phase) {
        return List.of("migrate", "--plan", plan.toString(), "--to", phase);
    }

    private static List<String> back(Path plan, String... phase) {
        List<String> command = new ArrayList<>(List.of("rollback", "--plan", plan.toString(), "--accept-loss"));
        for (String name : phase) {
            command.addAll(List.of("--to", name));
        }
        return command;
    }

    @Override
    public String begun() {
        return "select max(id) > " + Massava.one(database, "select max(id) from stopover.run") + " from stopover.run";
    }

    /** The soak is over, and an approval counts for one attempt only. */
    @Override
    public void ready() {
        TestServer.execute(
                database,
                "update stopover.phase set completed_at = completed_at - interval '15 days' where soak > '0'");
        Plan read = PlanReader.read(PlanFolder.directory(plan));
        try (Connection connection = database.connect("approve")) {
            ApprovalHistory.approve(connection, read, read.phase("contract").orElseThrow(), "test", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<String> stateThere() {
        return state();
    }

    @Override
    public List<String> stateBack() {
        return state();
    }

    private List<String> state() {
        List<String> state = new ArrayList<>(Massava.rows(database));
        state.addAll(Massava.column(
                database,
                "select name || ' ' || case state when 'rolled-back' then 'pending' else state end from stopover.phase"
                        + " order by position"));
        try (Connection connection = database.open("test")) {
            state.addAll(Fingerprint.read(connection).listing());
            return state;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path plan(Path folder) {
        try (Stream<Path> files = Files.walk(BUNDLED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(BUNDLED.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace("backup: dump", "backup: snapshot"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

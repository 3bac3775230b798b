package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.testing.DumpableServer;
import dev.stopover.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From a dump into a new database, or into tables that were emptied. There is no way back from it: what was there before
 * is not touched.
 *
 * @param target where the rows come back to
 * @param whole what the target has when all of them are back
 */
record RestoreJourney(Database database, Database target, List<String> there, List<String> whole)
        implements KillJourney {
    private static final int SCALE = 20;
    private static final List<String> TABLES = List.of("sessions", "accounts", "bookings");

    static RestoreJourney ofDatabase(Path folder) {
        Database database = dumped(folder);
        Database target = DumpableServer.database(database.settings().database() + "_restored");
        return new RestoreJourney(
                database, target, command(folder, "--into", target.settings().database()), Massava.rows(database));
    }

    static RestoreJourney ofTables(Path folder) {
        Database database = dumped(folder);
        return new RestoreJourney(
                database, database, command(folder, "--tables", String.join(",", TABLES)), Massava.rows(database));
    }

    private static Database dumped(Path folder) {
        DumpableServer.requireClientPrograms();
        Database database = DumpableServer.newDatabase();
        Massava.load(database, SCALE);
        StopoverProcess.Result dump = StopoverProcess.run(
                database,
                "backup",
                "--plan",
                "massava",
                "--kind",
                "dump",
                "--prove",
                "--backup-dir",
                folder.toString());
        assertThat(dump.exitCode()).as(dump.stderr()).isZero();
        return database;
    }

    private static List<String> command(Path folder, String... what) {
        List<String> command = new ArrayList<>(List.of("restore", "--backup", "1", "--backup-dir", folder.toString()));
        command.addAll(List.of(what));
        return command;
    }

    @Override
    public List<String> back() {
        return List.of();
    }

    @Override
    public String begun() {
        return "select max(id) > " + Massava.one(database, "select max(id) from stopover.run") + " from stopover.run";
    }

    @Override
    public String over() {
        return "select false";
    }

    /** All or nothing: what a killed restore leaves behind under the name that was asked for is whole. */
    @Override
    public void ready() {
        if (target.equals(database)) {
            assertThat(Massava.one(database, "select count(*) filter (where n > 0) from (" + counts() + ") c"))
                    .isIn("0", Integer.toString(TABLES.size()));
            TestServer.execute(database, "truncate " + String.join(", ", TABLES));
        } else if (exists()) {
            assertThat(Massava.rows(target)).isEqualTo(whole);
            TestServer.execute(database, "drop database " + target.settings().database() + " with (force)");
        }
    }

    private static String counts() {
        return TABLES.stream()
                .map(table -> "select count(*) as n from " + table)
                .reduce((one, other) -> one + " union all " + other)
                .orElseThrow();
    }

    private boolean exists() {
        return !Massava.column(
                        database,
                        "select datname from pg_database where datname = '"
                                + target.settings().database() + "'")
                .isEmpty();
    }

    @Override
    public List<String> stateThere() {
        List<String> state = new ArrayList<>(Massava.rows(target));
        assertThat(state).isEqualTo(whole);
        state.addAll(
                Massava.column(database, "select datname from pg_database where datname like 'stopover_scratch_%'"));
        return state;
    }

    @Override
    public List<String> stateBack() {
        return target.equals(database) ? List.of() : Massava.rows(database);
    }
}

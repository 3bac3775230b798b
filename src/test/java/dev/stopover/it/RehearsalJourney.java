package dev.stopover.it;

import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.testing.DumpableServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A rehearsal, from which there is nothing to take back: the database itself is only read. */
record RehearsalJourney(Database database, Path folder) implements KillJourney {
    static RehearsalJourney begin(Path folder) {
        DumpableServer.requireClientPrograms();
        Database database = DumpableServer.newDatabase();
        Massava.load(database, 1);
        return new RehearsalJourney(database, folder);
    }

    @Override
    public List<String> there() {
        return List.of("rehearse", "--plan", "massava", "--to", "migrate", "--backup-dir", folder.toString());
    }

    @Override
    public List<String> back() {
        return List.of();
    }

    @Override
    public String begun() {
        String known = Massava.column(database, "select datname from pg_database where " + copies()).stream()
                .map(name -> " and datname <> '" + name + "'")
                .collect(Collectors.joining());
        return "select exists (select from pg_database where " + copies() + known + ")";
    }

    @Override
    public String over() {
        return "select false";
    }

    /** What was left behind is gone when one has come to its end. */
    @Override
    public List<String> stateThere() {
        List<String> state = stateBack();
        state.addAll(Massava.column(database, "select datname from pg_database where " + copies()));
        state.addAll(Arrays.asList(Objects.requireNonNull(folder.toFile().list())));
        return state;
    }

    /** Whatever becomes of a rehearsal. */
    @Override
    public List<String> stateBack() {
        List<String> state = new ArrayList<>(Massava.rows(database));
        state.addAll(Massava.column(database, "select nspname from pg_namespace order by 1"));
        try (Connection connection = database.open("test")) {
            state.addAll(Fingerprint.read(connection).listing());
            return state;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String copies() {
        return "datname like '" + database.settings().database() + "\\_rehearsal\\_%'";
    }
}

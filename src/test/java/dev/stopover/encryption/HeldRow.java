package dev.stopover.encryption;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** Lets the run stand still when it writes one row; what came before it in the table's order of work is committed. */
final class HeldRow implements AutoCloseable {
    private static final int LOCK = 4_711;

    private final NotesStage notes;
    private final Connection holder;

    HeldRow(NotesStage notes, String id) throws SQLException {
        this.notes = notes;
        notes.execute("""
                create function hold() returns trigger language plpgsql as $$
                begin
                  perform pg_advisory_xact_lock(%d);
                  return new;
                end $$;
                create trigger hold before update on notes
                for each row when (new.id = '%s') execute function hold()
                """.formatted(LOCK, id));
        this.holder = notes.database.open("holder");
        execute("select pg_advisory_lock(" + LOCK + ")");
    }

    /** Starts the run, and returns when it stands at the row. */
    CompletableFuture<Void> migrate(String phase) {
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> notes.migrate(phase));
        await().until(() -> notes.text("""
                        select count(*)
                        from pg_locks
                        where locktype = 'advisory'
                          and objid = %d
                          and not granted
                          and database = (select oid from pg_database where datname = current_database())
                        """.formatted(LOCK)).equals("1"));
        return run;
    }

    /** Ends every other connection. */
    void cutAllOthers() throws SQLException {
        execute("""
                select pg_terminate_backend(pid)
                from pg_stat_activity
                where datname = current_database()
                  and pid <> pg_backend_pid()
                """);
    }

    /** Lets the run go on. */
    @Override
    public void close() throws SQLException {
        execute("select pg_advisory_unlock(" + LOCK + ")");
        holder.close();
        notes.execute("drop trigger hold on notes; drop function hold()");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = holder.createStatement()) {
            statement.execute(sql);
        }
    }
}

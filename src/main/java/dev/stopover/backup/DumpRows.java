package dev.stopover.backup;

import dev.stopover.backup.ToolProcess.ToolFailure;
import dev.stopover.database.StopSignal;
import dev.stopover.database.ValueSettings;
import dev.stopover.history.BackupTable;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows from a dump: pg_restore only writes them out, and they go into the table through our own connection, so that all
 * tables are filled in one transaction that holds the epoch.
 */
record DumpRows(ClientTools tools, DumpFile file, DumpListing listing, StopSignal stop) implements RowSource {
    private static final String COPY_END = " FROM stdin;\n";
    private static final byte[] ROWS_END = {'\\', '.', '\n'};
    private static final int CHUNK = 1 << 16;

    @Override
    public void require(Connection connection, List<BackupTable> tables) {
        listing.require(file, tables);
    }

    @Override
    public void fill(Connection connection, BackupTable table) throws SQLException {
        // Money was written in the database's own currency format.
        try (Statement statement = connection.createStatement()) {
            statement.execute("reset lc_monetary");
        }
        Path list = list(listing.entries(table));
        List<String> command =
                List.of(tools.restore().toString(), "--data-only", "--use-list=" + list, "--file=-", file.toString());
        try (ToolProcess process = ToolProcess.start(stop, Map.of(), command);
                InputStream script = new BufferedInputStream(process.output(), 1 << 16)) {
            copy(connection, script);
            process.await();
        } catch (ToolFailure e) {
            throw new BackupException(
                    "the rows of " + table + " cannot be read from " + file + ": " + e.getMessage(),
                    "The file is damaged; use another backup.",
                    e);
        } catch (IOException e) {
            stop.check();
            throw new BackupException(
                    "the rows of " + table + " cannot be read from " + file + ": " + e.getMessage(),
                    "Look whether pg_restore was killed, and roll back again; else the file is damaged: use another backup.",
                    e);
        } finally {
            delete(list);
        }
        ValueSettings.pin(connection);
    }

    /** Sends what stands between {@code COPY … FROM stdin;} and the line {@code \.}, of every such block. */
    private static void copy(Connection connection, InputStream script) throws IOException, SQLException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (readLine(script, line)) {
            String command = line.toString(StandardCharsets.UTF_8);
            if (command.startsWith("COPY ") && command.endsWith(COPY_END)) {
                CopyIn copy = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(command.substring(0, command.lastIndexOf(';')));
                try {
                    rows(copy, script, line);
                    copy.endCopy();
                } finally {
                    if (copy.isActive()) {
                        copy.cancelCopy();
                    }
                }
            }
        }
    }

    private static void rows(CopyIn copy, InputStream script, ByteArrayOutputStream line)
            throws IOException, SQLException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(2 * CHUNK);
        while (readLine(script, line)) {
            if (line.size() == ROWS_END.length && Arrays.equals(line.toByteArray(), ROWS_END)) {
                copy.writeToCopy(chunk.toByteArray(), 0, chunk.size());
                return;
            }
            line.writeTo(chunk);
            if (chunk.size() >= CHUNK) {
                copy.writeToCopy(chunk.toByteArray(), 0, chunk.size());
                chunk.reset();
            }
        }
        throw new IOException("the dump ends in the middle of a table");
    }

    /** Reads the next line with its end; false when there is none. */
    private static boolean readLine(InputStream script, ByteArrayOutputStream line) throws IOException {
        line.reset();
        for (int next = script.read(); next >= 0; next = script.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.size() > 0;
    }

    private static Path list(List<String> entries) {
        try {
            Path list = Files.createTempFile("stopover", ".list");
            Files.write(list, entries);
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path list) {
        try {
            Files.deleteIfExists(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

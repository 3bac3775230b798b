package dev.stopover.backup;

import dev.stopover.backup.ToolProcess.ToolFailure;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of contents of a dump.
 *
 * @param rows the entry of each table that has rows in the dump, as pg_restore wrote it, by the table's oid
 */
record DumpListing(Map<Long, String> rows) {
    private static final Pattern ROWS = Pattern.compile("(?m)^\\d+; \\d+ (\\d+) TABLE DATA .*$");

    DumpListing {
        rows = Map.copyOf(rows);
    }

    /**
     * Reads it.
     *
     * @throws BackupException when the file is no whole dump
     */
    static DumpListing of(ClientTools tools, DumpFile file, StopSignal stop) {
        List<String> command = List.of(tools.restore().toString(), "--list", file.toString());
        try (ToolProcess process = ToolProcess.start(stop, Map.of(), command)) {
            Map<Long, String> rows = new HashMap<>();
            Matcher entry = ROWS.matcher(process.text());
            while (entry.find()) {
                rows.put(Long.parseLong(entry.group(1)), entry.group());
            }
            return new DumpListing(rows);
        } catch (ToolFailure e) {
            throw new BackupException(
                    "the dump " + file + " cannot be listed: " + e.getMessage(), "Take another one.", e);
        }
    }

    /** The entries with the rows of a table. */
    List<String> entries(BackupTable table) {
        return table.parts().stream().filter(rows::containsKey).map(rows::get).toList();
    }

    /** @throws BackupException when the rows of one of the tables are not in the dump */
    void require(DumpFile file, List<BackupTable> tables) {
        for (BackupTable table : tables) {
            if (!rows.keySet().containsAll(table.parts())) {
                throw new BackupException(
                        "the dump " + file + " does not have the rows of " + table, "Take another one.");
            }
        }
    }
}

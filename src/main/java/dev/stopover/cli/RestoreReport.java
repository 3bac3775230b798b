package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.backup.RestoredTable;
import java.util.List;

/**
 * What came back, and where.
 *
 * @param created whether the database was made for it
 */
record RestoreReport(long backup, String database, boolean created, List<RestoredTable> tables) implements View {
    @Override
    public String text(Style style) {
        return "backup " + backup + (created ? " is restored into the new database " : " filled tables of database ")
                + style.bold(database) + "; these tables have the rows that they had:\n"
                + style.table(tables.stream()
                        .map(table -> List.of(table.name(), ProgressText.number(table.rows()) + " rows"))
                        .toList());
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.put("backup", backup);
        json.put("database", database);
        json.put("created", created);
        json.set(
                "tables",
                Json.array(
                        tables, table -> Json.object().put("name", table.name()).put("rows", table.rows())));
        return json;
    }
}

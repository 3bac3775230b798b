package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.backup.ByteSize;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.history.BackupRecord;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Backups, one a line. */
record BackupList(List<BackupRecord> backups) implements View {
    /** A statement that the server refuses is not a server that cannot be reached. */
    static StopoverException failure(Database database, SQLException e) {
        String state = SqlState.of(e);
        return SqlState.isConnectionLoss(state) || SqlState.isRefusal(state)
                ? database.failure(e)
                : new BlockedException(
                        e.getMessage() + " (SQLSTATE " + state + ")",
                        "What was there before is as it was. See stopover backup --list.",
                        e);
    }

    @Override
    public String text(Style style) {
        if (backups.isEmpty()) {
            return "no backups\n";
        }
        return style.table(backups.stream()
                .map(backup -> List.of(
                        String.valueOf(backup.id()),
                        backup.kind().word(),
                        style.state(backup.state().word()),
                        backup.plan() + backup.phase().map(phase -> " " + phase).orElse(""),
                        backup.beganAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                        backup.bytes()
                                .map(bytes -> new ByteSize(bytes).toString())
                                .orElse(""),
                        backup.error().orElse(backup.location())))
                .toList());
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.set("backups", Json.array(backups, BackupList::json));
        return json;
    }

    private static ObjectNode json(BackupRecord backup) {
        ObjectNode json = Json.object().put("id", backup.id());
        json.put("kind", backup.kind().word());
        json.put("state", backup.state().word());
        json.put("plan", backup.plan());
        Json.put(json, "phase", backup.phase());
        json.put("location", backup.location());
        Json.put(json, "bytes", backup.bytes());
        Json.put(json, "sha256", backup.sha256());
        Json.put(json, "error", backup.error());
        json.put("beganAt", backup.beganAt().toString());
        Json.put(json, "finishedAt", backup.finishedAt());
        return json;
    }
}

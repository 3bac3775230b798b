package dev.stopover.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where sync of a plan stands, from the catalog and from what triggers note. */
final class SyncStateReader {
    private static final int EXAMPLES = 10;

    private final Connection connection;
    private final SyncNames names;

    SyncStateReader(Connection connection, SyncNames names) {
        this.connection = connection;
        this.names = names;
    }

    SyncState read() throws SQLException {
        TouchedLog log = new TouchedLog(connection, names.plan());
        Map<String, Boolean> on = new LinkedHashMap<>();
        for (ExistingSync.Trigger trigger : new ExistingSync(connection, names).triggers()) {
            if (trigger.name().equals(names.forwardTrigger()) || trigger.name().equals(names.reverseTrigger())) {
                String direction = trigger.name().equals(names.forwardTrigger()) ? "forward" : "reverse";
                on.put(direction + " " + trigger.relation().quoted(), !trigger.isOff());
            }
        }
        List<SyncState.Table> tables = new ArrayList<>();
        for (Map.Entry<String, Boolean> trigger : on.entrySet()) {
            String[] parts = trigger.getKey().split(" ", 2);
            tables.add(new SyncState.Table(parts[1], parts[0], trigger.getValue(), lastWrite(parts[1], parts[0])));
        }
        return new SyncState(tables, log.size(), log.refused(), log.describeRefused(EXAMPLES));
    }

    private Optional<java.time.Instant> lastWrite(String relation, String direction) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select fired_at
                from stopover.sync_firing
                where plan = ?
                  and relation = ?
                  and direction = ?
                """)) {
            statement.setString(1, names.plan());
            statement.setString(2, relation);
            statement.setString(3, direction);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                        : Optional.empty();
            }
        }
    }
}

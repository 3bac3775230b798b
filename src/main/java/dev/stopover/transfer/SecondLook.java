package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferRecord;
import dev.stopover.history.TransferState;
import dev.stopover.mapping.MapTable;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Why a transfer has to look again at rows that it copied. */
final class SecondLook {
    private SecondLook() {}

    /** Empty when nothing was copied, or what was may stay as it is. */
    static Optional<String> reason(Connection connection, Plan plan, Transfer transfer, TransferRecord record)
            throws SQLException {
        if (record.state() == TransferState.PENDING) {
            return Optional.empty();
        }
        if (new TransferHistory(connection).checkFailedSinceCopied(record.id())) {
            return Optional.of("a check failed after its rows were copied");
        }
        if (MapTable.isKept(plan, transfer)
                && !new Catalog(connection).exists(MapTable.quoted(MapTable.name(plan, transfer)))) {
            return Optional.of("it is followed now, and its rows were copied without a map");
        }
        return Optional.empty();
    }
}

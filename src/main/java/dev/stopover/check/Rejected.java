package dev.stopover.check;

import dev.stopover.database.SqlState;
import dev.stopover.history.RejectHistory;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedSelect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The source rows of a transfer that are recorded as rejected, or that the application wrote meanwhile and the target
 * refused. They were not moved, and their expressions may fail, so checks leave them out and say so; how many there may be
 * is for the tripwire to say.
 *
 * @param transfer the transfer's id in the history
 * @param rows how many there are
 */
record Rejected(long transfer, long rows) {
    static final Rejected NONE = new Rejected(0, 0);

    /** Reads how many rows are rejected. */
    static Rejected of(Connection connection, long transfer) throws SQLException {
        return new Rejected(transfer, new RejectHistory(connection).countOpen(transfer));
    }

    boolean any() {
        return rows > 0;
    }

    /** The condition that is true for them; empty when there are none. */
    Optional<String> condition(BoundTransfer bound) {
        return any() ? Optional.of(among(bound, "", "")) : Optional.empty();
    }

    /**
     * The condition that is true for those of them that met another row, or that have a target row from before they were
     * changed: it is in the target though it does not come from them. Their expressions are known not to fail.
     */
    String collided(BoundTransfer bound) {
        return among(
                bound, "\n    and r.sqlstate = '" + SqlState.UNIQUE_VIOLATION + "'", "\n    and u.sqlstate like '23%'");
    }

    /** A sentence for a check's detail; empty when there are none. */
    Optional<String> sentence() {
        if (!any()) {
            return Optional.empty();
        }
        return Optional.of(rows == 1 ? "1 rejected row is left out." : rows + " rejected rows are left out.");
    }

    /** Not as a join: joins may be reordered, and then the very expressions that fail are computed for these rows. */
    private String among(BoundTransfer bound, String rejects, String refusals) {
        return """
                (%s in (
                  select r.source_key
                  from stopover.reject as r
                  where r.transfer_id = %d
                    and r.resolved_at is null%s
                  union all
                  select u.key
                  from stopover.touched as u
                  join stopover.transfer as t on t.plan = u.plan and t.name = u.transfer
                  where t.id = %d
                    and u.sqlstate is not null%s)) is true""".formatted(new MappedSelect(bound).sourceKeyAsJson(), transfer, rejects, transfer, refusals);
    }
}

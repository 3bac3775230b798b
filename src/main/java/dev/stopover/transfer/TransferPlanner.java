package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.failure.BlockedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.ExtentHistory;
import dev.stopover.history.TargetHistory;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferRecord;
import dev.stopover.history.TransferState;
import dev.stopover.mapping.BoundFollow;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedSelect;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides where a transfer stands: it is recorded, begins, goes on, or looks again at what was copied. */
final class TransferPlanner {
    private static final Pattern ESTIMATE = Pattern.compile(" rows=(\\d+) ");

    private final Connection connection;
    private final Epoch epoch;
    private final Plan plan;
    private final Phase phase;
    private final BoundTransfer bound;
    private final TransferHistory history;

    /** @param connection with a transaction in which all of this happens */
    TransferPlanner(Connection connection, Epoch epoch, Plan plan, Phase phase, BoundTransfer bound) {
        this.connection = connection;
        this.epoch = epoch;
        this.plan = plan;
        this.phase = phase;
        this.bound = bound;
        this.history = new TransferHistory(connection);
    }

    /**
     * A transfer that can be worked on.
     *
     * @param bound with the map that it turned out to need
     * @param restarted why the copy begins anew, when it does
     */
    record Planned(BoundTransfer bound, TransferRecord record, Optional<String> restarted) {}

    /**
     * Records the transfer, whether its target was empty, and creates its map when it keeps one.
     *
     * @throws BlockedException when it began with another definition, or is being undone
     */
    Planned register() throws SQLException {
        String name = bound.transfer().name();
        String target = bound.target().quoted();
        String definition = TransferDefinition.hash(bound.transfer());
        history.register(epoch, phase.name(), name, target, definition);
        TransferRecord record = history.lock(epoch.plan(), name).orElseThrow();
        if (record.state() == TransferState.EMPTYING) {
            throw new BlockedException(
                    "transfer " + name + " is being undone, which has not come to its end",
                    "Roll the phase back first; it goes on where it was interrupted.");
        }
        if (record.state() != TransferState.PENDING) {
            TransferDefinition.requireSame(bound.transfer(), record);
        } else if (!record.definition().equals(definition) || !record.target().equals(target)) {
            history.redefine(record.id(), phase.name(), target, definition);
        }
        boolean empty = new TargetHistory(connection).decideWhetherEmpty(record.id());
        BoundTransfer mapped = empty ? bound : bound.withMap(MapTable.of(plan, bound));
        if (record.state() == TransferState.PENDING) {
            createMap(mapped);
        }
        return new Planned(mapped, history.find(epoch.plan(), name).orElseThrow(), Optional.empty());
    }

    /**
     * The same, and plans the extents of a transfer that has none, or that has to look again at what was copied.
     *
     * @throws BlockedException also when it follows a transfer that is not copied
     */
    Planned plan(long extentBlocks) throws SQLException {
        Planned registered = register();
        TransferRecord record = registered.record();
        Optional<String> again = SecondLook.reason(connection, plan, bound.transfer(), record);
        if (again.isPresent()) {
            tell("transfer-again", "begins anew over what is there: " + again.orElseThrow());
            new ExtentHistory(connection).removeAll(record.id());
            history.restarted(record.id());
            createMap(registered.bound());
        } else if (record.state() != TransferState.PENDING) {
            return registered;
        }
        requireFollowed();
        new ExtentPlanner(connection, epoch, registered.bound(), extentBlocks).plan(record.id());
        history.copying(record.id(), estimate());
        TransferRecord planned =
                history.find(epoch.plan(), bound.transfer().name()).orElseThrow();
        return new Planned(registered.bound(), planned, again);
    }

    private void tell(String kind, String message) throws SQLException {
        EventHistory.record(
                connection,
                epoch,
                phase.name(),
                kind,
                "transfer " + bound.transfer().name() + " " + message);
    }

    private void createMap(BoundTransfer mapped) throws SQLException {
        if (mapped.map().isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(mapped.map().orElseThrow().ddl());
            }
        }
    }

    private void requireFollowed() throws SQLException {
        String name = bound.transfer().name();
        for (BoundFollow follow : bound.follows()) {
            String followed = follow.follow().transfer();
            boolean copied = history.find(epoch.plan(), followed)
                    .filter(record -> record.state() == TransferState.COPIED)
                    .isPresent();
            if (!copied) {
                throw new BlockedException(
                        "transfer " + name + " follows " + followed + ", which is not copied yet",
                        "Put " + followed + " before it in the plan.");
            }
            if (!new Catalog(connection).exists(follow.map().quoted())) {
                throw new BlockedException(
                        "transfer " + name + " follows " + followed + ", whose map "
                                + follow.map().quoted() + " is not there",
                        "Run the phase of " + followed + " again: its map is then built from what it copied.");
            }
        }
    }

    private long estimate() throws SQLException {
        MappedSelect select = new MappedSelect(bound);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain select 1\n" + select.from() + select.where())) {
            rows.next();
            Matcher matcher = ESTIMATE.matcher(rows.getString(1));
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        }
    }
}

package dev.stopover.check;

import dev.stopover.database.Catalog;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferRecord;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.TransferBinder;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanProblem;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transfers that the checks of a phase name, each bound to the database once. */
final class Bindings {
    private final Connection connection;
    private final Plan plan;
    private final Map<String, BoundTransfer> bound = new HashMap<>();

    Bindings(Connection connection, Plan plan) {
        this.connection = connection;
        this.plan = plan;
    }

    /**
     * The transfer of that name.
     *
     * @throws InvalidPlanException when the database does not have what the transfer names
     */
    BoundTransfer transfer(String name) throws SQLException {
        BoundTransfer known = bound.get(name);
        if (known != null) {
            return known;
        }
        Transfer transfer =
                plan.transfer(name).orElseThrow(() -> new IllegalArgumentException("the plan has no transfer " + name));
        BoundTransfer fresh = TransferBinder.bind(connection, plan, transfer);
        bound.put(name, fresh);
        return fresh;
    }

    /** The transfer of that name with the rows of it that are rejected. */
    Checked checked(String name) throws SQLException {
        Optional<TransferRecord> record = new Catalog(connection).exists("stopover.transfer")
                ? new TransferHistory(connection).find(plan.name(), name)
                : Optional.empty();
        Rejected rejected = record.isPresent()
                ? Rejected.of(connection, record.orElseThrow().id())
                : Rejected.NONE;
        boolean heldRows =
                record.flatMap(TransferRecord::targetEmpty).map(empty -> !empty).orElse(false);
        return new Checked(transfer(name), rejected, heldRows);
    }

    /** The transfers of the plan that come before this one and fill the same table. */
    List<Checked> before(BoundTransfer later) throws SQLException {
        List<Checked> earlier = new ArrayList<>();
        for (Transfer transfer : plan.transfers()) {
            if (transfer.name().equals(later.transfer().name())) {
                break;
            }
            if (transfer.into().equals(later.transfer().into())) {
                earlier.add(checked(transfer.name()));
            }
        }
        return earlier;
    }

    /** Whether no other transfer of the plan fills the same table. */
    boolean isAlone(BoundTransfer bound) {
        return plan.transfers().stream()
                        .filter(transfer ->
                                transfer.into().equals(bound.transfer().into()))
                        .count()
                == 1;
    }

    /** What a transfer lacks on this database, one problem a line. */
    static String lacks(InvalidPlanException e) {
        return e.problems().stream()
                .map(PlanProblem::toString)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }
}

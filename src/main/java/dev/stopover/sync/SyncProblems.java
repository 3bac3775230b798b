package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Relation;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferRecord;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.PlanProblem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What no generated trigger can keep right, found before there is any. */
final class SyncProblems {
    private SyncProblems() {}

    /** @throws InvalidPlanException with everything that stands against it */
    static void check(Connection connection, String plan, List<BoundTransfer> transfers, List<MergeGroup> groups)
            throws SQLException {
        List<PlanProblem> problems = new ArrayList<>();
        for (BoundTransfer transfer : transfers) {
            if (!transfer.source().kind().isTable()) {
                problems.add(problem(
                        transfer,
                        transfer.source() + " is not a table, so that no trigger can see what is written to it",
                        "Say sync: { none: <reason> } and stop the writers, or read the tables themselves."));
            }
        }
        for (MergeGroup group : groups) {
            if (group.merges()) {
                checkMerge(connection, plan, group, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
    }

    private static void checkMerge(Connection connection, String plan, MergeGroup group, List<PlanProblem> problems)
            throws SQLException {
        BoundTransfer last = group.members().get(group.members().size() - 1);
        for (Column column : group.mergeKey()) {
            if (!column.notNull()) {
                problems.add(problem(
                        last,
                        "rows merge by " + column.name() + " of " + group.target() + ", which may be null",
                        "Set it not null in a migration, or say sync: { none: <reason> }."));
            }
        }
        for (BoundTransfer member : group.members()) {
            boolean held = new TransferHistory(connection)
                    .find(plan, member.transfer().name())
                    .flatMap(TransferRecord::targetEmpty)
                    .filter(empty -> !empty)
                    .isPresent();
            if (held) {
                problems.add(problem(
                        member,
                        "its rows merge in " + group.target() + ", which held rows before: what becomes of those when"
                                + " a source row goes cannot be known",
                        "Empty the target, or say sync: { none: <reason> } and stop the writers."));
            }
        }
        if (group.members().size() > 1) {
            for (String reference : fixedReferences(connection, group.target())) {
                problems.add(problem(
                        last,
                        reference + " refers to " + group.target()
                                + " without on update cascade; when a row goes that others were merged into, they take it"
                                + " over under another key",
                        "Add on update cascade in a migration, or say sync: { none: <reason> }."));
            }
        }
    }

    private static PlanProblem problem(BoundTransfer transfer, String message, String remedy) {
        return new PlanProblem(
                transfer.transfer().position(),
                "transfer " + transfer.transfer().name() + ": sync: " + message + ".",
                remedy);
    }

    private static List<String> fixedReferences(Connection connection, Relation target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select conname || ' of ' || conrelid::regclass
                from pg_constraint
                where contype = 'f'
                  and confrelid = ?
                  and confupdtype <> 'c'
                  and conparentid = 0
                order by 1
                """)) {
            statement.setLong(1, target.oid());
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /** The columns that an insert may leave out: they have a default, or may be null. */
    static Set<String> columnsWithoutNeed(Connection connection, Relation relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select attname
                from pg_attribute
                where attrelid = ?
                  and attnum > 0
                  and not attisdropped
                  and (not attnotnull or atthasdef or attidentity <> '')
                """)) {
            statement.setLong(1, relation.oid());
            Set<String> found = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}

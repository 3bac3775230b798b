package dev.stopover.check;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.CheckResult;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.TransferBinder;
import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Tripwires;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans of one phase, and the results of their checks. */
final class CheckFixture {
    private CheckFixture() {}

    static Phase phase(List<Transfer> transfers, List<Check> checks) {
        return new Phase(
                "migrate",
                PhaseKind.MIGRATE,
                "",
                Risk.LOW,
                Optional.empty(),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                List.of(),
                transfers,
                checks,
                List.of(),
                List.of(),
                new Position("plan.yaml", 1, 1));
    }

    static Plan plan(Phase... phases) {
        return new Plan("shop", "", Optional.empty(), true, List.of(phases), Tripwires.DEFAULT, "0");
    }

    /** The result of a check in a plan of these transfers, without the generated checks. */
    static CheckResult evaluate(Database database, List<Transfer> transfers, Check check) throws SQLException {
        Phase moved = phase(transfers, List.of());
        Phase checked = phase(List.of(), List.of(check));
        return new Checks(database, new StopSignal(), EntityReader.UNAVAILABLE, CheckListener.NONE)
                .evaluate(plan(moved, checked), checked)
                .get(0);
    }

    /** Creates the transfer's map, empty. */
    static MapTable createMap(Database database, List<Transfer> transfers, String name) throws SQLException {
        Plan plan = plan(phase(transfers, List.of()));
        TestServer.execute(database, "create schema if not exists stopover");
        try (Connection connection = database.connect("test")) {
            MapTable map = TransferBinder.bind(
                            connection, plan, plan.transfer(name).orElseThrow())
                    .map()
                    .orElseThrow();
            TestServer.execute(database, map.ddl());
            return map;
        }
    }

    /** A transfer of a table with the same columns on both sides, each mapped as {@code column=expression}. */
    static TransferOf transfer(String name, String from, String into, String... columns) {
        return new TransferOf(name, from, into, columns);
    }

    /** A transfer in the making; the source's alias is {@code s}. */
    static final class TransferOf {
        private final String name;
        private final String from;
        private final String into;
        private final Map<String, String> columns = new LinkedHashMap<>();
        private List<Transfer.Follow> follows = List.of();
        private Optional<String> where = Optional.empty();
        private Optional<Transfer.OnConflict> onConflict = Optional.empty();
        private List<String> key = List.of();
        private Map<String, String> dropped = Map.of();

        private TransferOf(String name, String from, String into, String... columns) {
            this.name = name;
            this.from = from;
            this.into = into;
            for (String column : columns) {
                int at = column.indexOf('=');
                this.columns.put(
                        at < 0 ? column : column.substring(0, at), at < 0 ? "s." + column : column.substring(at + 1));
            }
        }

        TransferOf follow(String alias, String transfer, String... expressions) {
            follows = List.of(new Transfer.Follow(alias, transfer, List.of(expressions)));
            return this;
        }

        TransferOf drop(String column) {
            dropped = Map.of(column, "moved by another transfer");
            return this;
        }

        TransferOf where(String condition) {
            where = Optional.of(condition);
            return this;
        }

        TransferOf key(String... columns) {
            key = List.of(columns);
            return this;
        }

        TransferOf mergedOn(String... columns) {
            onConflict = Optional.of(new Transfer.OnConflict(List.of(columns)));
            return this;
        }

        Transfer done() {
            return new Transfer(
                    name,
                    new TableName(Optional.empty(), from),
                    "s",
                    key,
                    List.of(),
                    follows,
                    new TableName(Optional.empty(), into),
                    columns,
                    dropped,
                    where,
                    onConflict,
                    new Position("plan.yaml", 1, 1));
        }
    }

    /** The only result of a phase that has this check alone. */
    static CheckResult evaluate(Database database, Check check) throws SQLException {
        Phase phase = phase(List.of(), List.of(check));
        List<CheckResult> results = new Checks(database, new StopSignal(), EntityReader.UNAVAILABLE, CheckListener.NONE)
                .evaluate(plan(phase), phase);
        if (results.size() != 1) {
            throw new IllegalStateException(results.toString());
        }
        return results.get(0);
    }
}

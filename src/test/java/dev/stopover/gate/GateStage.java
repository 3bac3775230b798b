package dev.stopover.gate;

import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Epoch;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.history.PlanPhases;
import dev.stopover.plan.Bound;
import dev.stopover.plan.Gate;
import dev.stopover.plan.Monitor;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Script;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Tripwires;
import dev.stopover.plan.Version;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A database with Stopover's own schema and one run of the plan "trip", and phases made on the spot. */
final class GateStage implements AutoCloseable {
    final Database database = TestServer.newDatabase();
    final Connection connection;
    final Epoch epoch = new Epoch("trip", 1, 1);
    final StopSignal stop = new StopSignal();

    GateStage() {
        TestServer.execute(database, "create schema stopover");
        TestServer.execute(database, resource("/db/stopover/V1__history.sql"));
        TestServer.execute(database, """
                insert into stopover.plan (name, title, epoch, hash)
                values ('trip', 'Trip', 1, '');
                insert into stopover.run (plan, epoch, state, plan_hash, target_phase, program_version, host,
                  system_identifier, database_name, database_oid)
                values ('trip', 1, 'running', '', 'contract', '', '', '', '', 0);
                """);
        connection = database.connect("test");
    }

    static Plan plan(Phase... phases) {
        return plan(Tripwires.DEFAULT, phases);
    }

    static Plan plan(Tripwires tripwires, Phase... phases) {
        return new Plan("trip", "Trip", Optional.empty(), true, List.of(phases), tripwires, "hash");
    }

    static PhaseBuilder phase(String name) {
        return new PhaseBuilder(name);
    }

    static Monitor monitor(String sql, Bound bound, Duration every, int rollBackAfter) {
        return new Monitor("error rate", sql, bound, every, rollBackAfter);
    }

    static Bound atMost(String value) {
        return new Bound.AtMost(new BigDecimal(value));
    }

    /** Makes the plan known and takes these phases through running to completed. */
    void complete(Plan plan, String... names) throws SQLException {
        PlanPhases.align(connection, epoch, plan);
        for (String name : names) {
            PhaseHistory.enter(connection, epoch, name, PhaseState.RUNNING, null);
            PhaseHistory.complete(connection, epoch, name, plan.hash(), Fingerprint.read(connection));
        }
    }

    void start(Plan plan, String name) throws SQLException {
        PlanPhases.align(connection, epoch, plan);
        PhaseHistory.enter(connection, epoch, name, PhaseState.RUNNING, null);
    }

    void execute(String sql) {
        TestServer.execute(database, sql);
    }

    /** The first column of each row, as text. */
    List<String> texts(String sql) {
        try (Connection reader = database.open("test");
                Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String resource(String path) {
        try (InputStream in = Objects.requireNonNull(GateStage.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A phase of which only what matters is said. */
    static final class PhaseBuilder {
        private final String name;
        private Optional<Duration> estimate = Optional.empty();
        private boolean approvalRequired;
        private Duration soak = Duration.ZERO;
        private List<Script> scripts = List.of();
        private List<Transfer> transfers = List.of();
        private List<Monitor> monitors = List.of();
        private List<Gate> gates = List.of();

        private PhaseBuilder(String name) {
            this.name = name;
        }

        PhaseBuilder estimate(Duration value) {
            estimate = Optional.of(value);
            return this;
        }

        PhaseBuilder approvalRequired() {
            approvalRequired = true;
            return this;
        }

        PhaseBuilder soak(Duration value) {
            soak = value;
            return this;
        }

        PhaseBuilder script(String sql) {
            scripts = List.of(new Script(Version.of("1"), "all", name + "/V1__all.sql", sql, Optional.empty()));
            return this;
        }

        PhaseBuilder transfers(Transfer... values) {
            transfers = List.of(values);
            return this;
        }

        PhaseBuilder monitors(Monitor... values) {
            monitors = List.of(values);
            return this;
        }

        PhaseBuilder gates(Gate... values) {
            gates = List.of(values);
            return this;
        }

        Phase build() {
            return new Phase(
                    name,
                    PhaseKind.CUTOVER,
                    name,
                    Risk.LOW,
                    estimate,
                    approvalRequired,
                    soak,
                    Set.of(),
                    false,
                    scripts,
                    transfers,
                    List.of(),
                    monitors,
                    gates,
                    new Position("plan.yaml", 1, 1));
        }
    }
}

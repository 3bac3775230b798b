package dev.stopover.rehearsal;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.history.EstimateHistory;
import dev.stopover.history.EstimateHistory.Source;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.history.Transaction;
import dev.stopover.migration.HistorySchema;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.rehearsal.RehearsalReport.PhaseReport;
import dev.stopover.rehearsal.RehearsalReport.Problem;
import dev.stopover.rehearsal.RehearsalReport.Turn;
import dev.stopover.run.ProgressReporter;
import dev.stopover.run.RunContext;
import dev.stopover.run.RunResult;
import dev.stopover.run.RunSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes a copy of a database through a plan, back, and through it again, and tells what it cost and whether each state
 * was reached that should be. The database itself is only read.
 */
public final class Rehearsal {
    private static final Duration HISTORY_WAIT = Duration.ofMinutes(1);

    private final Database source;
    private final Plan plan;
    private final RehearsalSettings settings;
    private final ProgressReporter reporter;
    private final StopSignal stop;
    private final Runs runs;
    private final long begun = System.nanoTime();
    private final List<Turn> turns = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** @param entities reads from the copy that the settings name */
    public Rehearsal(
            Database source,
            Plan plan,
            RehearsalSettings settings,
            RunSettings runSettings,
            RunContext context,
            ProgressReporter reporter,
            StopSignal stop,
            EntityReader entities) {
        this.source = source;
        this.plan = plan;
        this.settings = settings;
        this.reporter = reporter;
        this.stop = stop;
        RunSettings ofCopies =
                runSettings.withoutGates().withBackup(settings.folder().backups());
        this.runs = new Runs(ofCopies, context, reporter, stop, entities);
    }

    /**
     * Rehearses.
     *
     * @throws dev.stopover.failure.StopoverException when it could not be done; what was made for it is dropped
     */
    public RehearsalReport run() {
        try (Copies copies = Copies.make(source, settings, reporter, stop)) {
            RehearsalReport report = on(copies);
            if (settings.recordEstimates() && report.passed()) {
                report = recorded(report);
            }
            if (settings.keep()) {
                copies.keepCurrent();
            }
            return report;
        } catch (SQLException e) {
            stop.check();
            if (SqlState.of(e).equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                throw new BlockedException(
                        "the rehearsal needs a right that the role does not have: " + e.getMessage(),
                        "alter role … createdb; or make a copy by other means and name it with --copy-url.",
                        e);
            }
            if (SqlState.isConnectionLoss(SqlState.of(e)) || SqlState.isRefusal(SqlState.of(e))) {
                throw source.failure(e);
            }
            throw new BlockedException(
                    "the rehearsal could not go on: " + e.getMessage() + " (SQLSTATE " + SqlState.of(e) + ")",
                    "The database itself is as it was.",
                    e);
        }
    }

    private RehearsalReport on(Copies copies) throws SQLException {
        Plan rehearsed = RehearsedPlan.of(plan);
        Map<String, PhaseState> states = states(copies.current());
        refuseHalfWayBack(states);
        DatabaseState start = state(copies, "the beginning");

        ScriptObserver seen = ScriptObserver.forward(copies.current());
        RunResult forward;
        try {
            forward = runs.forward(copies.current(), rehearsed, settings.to(), seen);
        } catch (FailedException failure) {
            problems.add(new Problem("the way forward", String.valueOf(failure.getMessage())));
            return report(copies, List.of(), Map.of());
        }
        if (forward.nothingToDo()) {
            notes.add("there was nothing to rehearse: all phases are completed");
            return report(copies, List.of(), Map.of());
        }
        PhaseReports phases = PhaseReports.of(plan, forward, seen, copies.current());
        DatabaseState there = state(copies, "the end");
        Set<String> filled = there.changedSince(start);

        WayBack back = new WayBack(copies, runs, lastCompleted(states), seen);
        boolean returned = back.run(upTo(rehearsed));
        problems.addAll(back.problems());
        phases.cameBack(back);
        if (!returned) {
            notes.add("the second way forward was not tried, because there was no way back to the beginning");
            return report(copies, phases.reports(), leftOut(there, filled));
        }
        DatabaseState again = state(copies, "the beginning");
        if (isHalfDone(states)) {
            notes.add("a phase was half done in the beginning, so that its own fingerprint alone proves the way back");
        } else {
            compare("back as before", again, start.catalogDifferencesTo(again), start.tableDifferencesTo(again));
        }

        try {
            phases.wentAgain(runs.forward(copies.current(), RehearsedPlan.withoutEntities(rehearsed), settings.to()));
            DatabaseState thereAgain = state(copies, "the end");
            compare(
                    "forward again as the first time",
                    thereAgain,
                    there.catalogDifferencesTo(thereAgain),
                    there.tableDifferencesTo(thereAgain, filled));
        } catch (FailedException failure) {
            problems.add(new Problem("the second way forward", String.valueOf(failure.getMessage())));
        }
        return report(copies, phases.reports(), leftOut(there, filled));
    }

    /** The only thing that is ever written to the database itself, and only when it was asked for. */
    private RehearsalReport recorded(RehearsalReport report) throws SQLException {
        try (Connection connection = source.open("rehearsal");
                StopSignal.Watch watch = stop.watch(connection)) {
            HistorySchema.migrate(source, connection, stop, HISTORY_WAIT);
            Transaction.plain(connection, () -> {
                for (PhaseReport phase : report.phases()) {
                    EstimateHistory.learn(connection, plan.name(), phase.name(), Source.REHEARSAL, phase.forward());
                }
                return report;
            });
        }
        return report.withNote("the times of " + report.phases().size() + " phases are recorded as estimates in "
                + source.settings().database());
    }

    private void compare(String name, DatabaseState reached, List<String> catalog, List<String> tables) {
        Turn turn = new Turn(name, reached.fingerprint().hash(), catalog, tables);
        turns.add(turn);
        if (!turn.same()) {
            List<String> lines = new ArrayList<>(catalog);
            lines.addAll(tables);
            problems.add(new Problem(name, "it is not:\n" + String.join("\n", lines)));
        }
    }

    private DatabaseState state(Copies copies, String moment) throws SQLException {
        reporter.activity("checksums of " + moment);
        return DatabaseState.read(copies.current(), plan, stop);
    }

    private Map<String, PhaseState> states(Database copy) throws SQLException {
        try (Connection connection = copy.open("rehearsal")) {
            return PhaseHistory.exists(connection) ? PhaseHistory.states(connection, plan.name()) : Map.of();
        }
    }

    private void refuseHalfWayBack(Map<String, PhaseState> states) {
        if (states.containsValue(PhaseState.ROLLING_BACK)) {
            throw new BlockedException(
                    "a phase of plan " + plan.name() + " is being rolled back, and from there no way leads forward",
                    "Finish the rollback with stopover rollback, and rehearse then.");
        }
    }

    private static boolean isHalfDone(Map<String, PhaseState> states) {
        return states.containsValue(PhaseState.RUNNING) || states.containsValue(PhaseState.FAILED);
    }

    private Optional<String> lastCompleted(Map<String, PhaseState> states) {
        return plan.phases().stream()
                .map(Phase::name)
                .filter(name -> states.get(name) == PhaseState.COMPLETED)
                .reduce((first, second) -> second);
    }

    /** Phases behind the target are not part of the rehearsal. */
    private Plan upTo(Plan whole) {
        int last = settings.to()
                .map(name -> whole.phases().stream().map(Phase::name).toList().indexOf(name))
                .orElse(whole.phases().size() - 1);
        return last + 1 == whole.phases().size()
                ? whole
                : RehearsedPlan.upToBefore(whole, whole.phases().get(last + 1).name());
    }

    private static Map<String, List<String>> leftOut(DatabaseState there, Set<String> filled) {
        return there.tables().entrySet().stream()
                .filter(table -> filled.contains(table.getKey())
                        && !table.getValue().leftOut().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, table -> table.getValue().leftOut(), (one, two) -> one, TreeMap::new));
    }

    private RehearsalReport report(Copies copies, List<PhaseReport> phases, Map<String, List<String>> leftOut) {
        List<String> said = new ArrayList<>(copies.notes());
        said.addAll(notes);
        return new RehearsalReport(
                plan.name(),
                source.settings().database(),
                copies.current().settings().database(),
                copies.stays(),
                phases,
                turns,
                leftOut,
                problems,
                said,
                Duration.ofNanos(System.nanoTime() - begun));
    }
}

package dev.stopover.rehearsal;

import dev.stopover.failure.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a rehearsal showed.
 *
 * @param copy the database in which it ended
 * @param kept whether that is still there
 * @param phases each phase that had something to do, in the plan's order
 * @param turns the comparisons, in the order in which they were made
 * @param leftOut by table, the columns that have other values whenever the plan fills them, and so were not compared
 *     between the first and the second way forward
 * @param problems what is wrong with the plan, the ways and undo scripts in the order in which they were met
 * @param notes what limits the result, or is good to know
 */
public record RehearsalReport(
        String plan,
        String source,
        String copy,
        boolean kept,
        List<PhaseReport> phases,
        List<Turn> turns,
        Map<String, List<String>> leftOut,
        List<Problem> problems,
        List<String> notes,
        Duration took) {
    public RehearsalReport {
        phases = List.copyOf(phases);
        turns = List.copyOf(turns);
        leftOut = new TreeMap<>(leftOut);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** The same with something more to say. */
    RehearsalReport withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new RehearsalReport(plan, source, copy, kept, phases, turns, leftOut, problems, more, took);
    }

    /** Whether every step came forward and back as it should. */
    public boolean passed() {
        return problems.isEmpty();
    }

    /** A rehearsal that finds a problem has failed, and left nothing changed. */
    public ExitCode exitCode() {
        return passed() ? ExitCode.DONE : ExitCode.ROLLED_BACK;
    }

    /**
     * One phase.
     *
     * @param forward how long it took the first time
     * @param back how long it took to take it back; absent when that did not happen in one go
     * @param again how long it took the second time
     */
    public record PhaseReport(
            String name,
            Duration forward,
            Optional<Duration> back,
            Optional<Duration> again,
            List<ScriptReport> scripts,
            List<TransferReport> transfers,
            int checks) {
        public PhaseReport {
            scripts = List.copyOf(scripts);
            transfers = List.copyOf(transfers);
        }
    }

    /** What became of an undo script. */
    public enum UndoOutcome {
        /** The fingerprint from before the migration is back. */
        RESTORED,
        /** It failed, or something else than that is there now. */
        BROKEN,
        /** It could not be reached. */
        UNTRIED;

        /** The word in reports. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One migration and its undo; what the undo did is known only when it ran to its end. */
    public record ScriptReport(ScriptTrace migration, UndoOutcome outcome, Optional<ScriptTrace> undo) {}

    /** The rows that a transfer read, and how long it took. */
    public record TransferReport(String name, long rows, Duration took) {
        /** Rows per second. */
        public double rate() {
            return took.isZero() ? 0 : rows * 1e9 / took.toNanos();
        }
    }

    /** A comparison of two states of the copy that should be the same. */
    public record Turn(String name, String fingerprint, List<String> catalog, List<String> tables) {
        public Turn {
            catalog = List.copyOf(catalog);
            tables = List.copyOf(tables);
        }

        /** Whether they are. */
        public boolean same() {
            return catalog.isEmpty() && tables.isEmpty();
        }
    }

    /**
     * Something that is wrong with the plan.
     *
     * @param where the script, the phase or the turn
     */
    public record Problem(String where, String message) {}
}

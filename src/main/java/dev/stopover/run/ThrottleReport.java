package dev.stopover.run;

import dev.stopover.history.Epoch;
import dev.stopover.history.ThrottleHistory;
import dev.stopover.throttle.ThrottleListener;
import dev.stopover.throttle.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Shows and records why a run holds back. */
final class ThrottleReport implements ThrottleListener {
    private final ProgressReporter reporter;
    private final Epoch epoch;
    private final String phase;
    private Verdict shown = Verdict.GO;

    ThrottleReport(ProgressReporter reporter, Epoch epoch, String phase) {
        this.reporter = reporter;
        this.epoch = epoch;
        this.phase = phase;
    }

    @Override
    public synchronized void changed(Verdict verdict) {
        show(reporter, verdict, verdict.hasSameCausesAs(shown));
        shown = verdict;
    }

    /** @param sameCauses whether the same readings were in the way before, so that the log says nothing new */
    static void show(ProgressReporter reporter, Verdict verdict, boolean sameCauses) {
        reporter.throttled(Optional.of(words(verdict)).filter(words -> !words.isEmpty()));
        if (!sameCauses) {
            reporter.event(verdict.causes().isEmpty() ? "going on at full pace" : "holding back: " + words(verdict));
        }
    }

    @Override
    public void record(Connection connection, Verdict verdict) throws SQLException {
        if (verdict.causes().isEmpty()) {
            ThrottleHistory.goOn(connection, epoch, phase);
        } else {
            ThrottleHistory.holdBack(connection, epoch, phase, words(verdict));
        }
    }

    private static String words(Verdict verdict) {
        return verdict.slows() ? "at half pace: " + verdict.reason() : verdict.reason();
    }
}

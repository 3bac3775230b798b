package dev.stopover.cli;

import dev.stopover.rehearsal.RehearsalReport;
import dev.stopover.rehearsal.RehearsalReport.PhaseReport;
import dev.stopover.rehearsal.RehearsalReport.Problem;
import dev.stopover.rehearsal.RehearsalReport.ScriptReport;
import dev.stopover.rehearsal.RehearsalReport.TransferReport;
import dev.stopover.rehearsal.RehearsalReport.Turn;
import dev.stopover.rehearsal.RehearsalReport.UndoOutcome;
import dev.stopover.rehearsal.ScriptTrace;
import dev.stopover.rehearsal.TableLock;
import dev.stopover.testing.Approved;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearseCommandTest {
    private static final RehearsalReport REPORT = new RehearsalReport(
            "shop",
            "shop",
            "shop_rehearsal_123456_1",
            false,
            List.of(
                    new PhaseReport(
                            "expand",
                            Duration.ofMillis(1_200),
                            Optional.of(Duration.ofMillis(300)),
                            Optional.of(Duration.ofMillis(1_100)),
                            List.of(
                                    new ScriptReport(
                                            trace("expand/V2__users.sql", 600, List.of(), List.of("public.people")),
                                            UndoOutcome.RESTORED,
                                            Optional.of(trace(
                                                    "expand/U2__users.sql",
                                                    20,
                                                    List.of(new TableLock(
                                                            "public.people", TableLock.Mode.ACCESS_EXCLUSIVE)),
                                                    List.of()))),
                                    new ScriptReport(
                                            trace(
                                                    "expand/V3__index.sql",
                                                    300,
                                                    List.of(new TableLock("public.people", TableLock.Mode.SHARE)),
                                                    List.of()),
                                            UndoOutcome.BROKEN,
                                            Optional.empty())),
                            List.of(),
                            0),
                    new PhaseReport(
                            "migrate",
                            Duration.ofMillis(3_600),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            List.of(new TransferReport("people", 12_000, Duration.ofMillis(3_000))),
                            2)),
            List.of(
                    new Turn("back as before", "ab12", List.of(), List.of()),
                    new Turn(
                            "forward again as the first time",
                            "cd34",
                            List.of(),
                            List.of("public.users: differs in id"))),
            Map.of("public.users", List.of("seen_at")),
            List.of(
                    new Problem("expand/U3__index.sql", "expand/U3__index.sql:1: ERROR: index \"x\" does not exist"),
                    new Problem("forward again as the first time", "it is not:\npublic.users: differs in id")),
            List.of("dropped shop_rehearsal_111111, which a rehearsal that was killed had left behind"),
            Duration.ofSeconds(12));

    @Test
    void saysTheSameInTextAndInJson() {
        // When
        RehearsalView view = new RehearsalView(REPORT);

        // Then
        Path folder = Path.of("src/test/resources/approved");
        Approved.verify(folder.resolve("rehearsal.txt"), view.text(new Style(false)));
        Approved.verify(folder.resolve("rehearsal.json"), view.json().toPrettyString() + "\n");
    }

    private static ScriptTrace trace(String file, long millis, List<TableLock> locks, List<String> rewritten) {
        return new ScriptTrace(file, Duration.ofMillis(millis), locks, Duration.ofMillis(millis), rewritten);
    }
}

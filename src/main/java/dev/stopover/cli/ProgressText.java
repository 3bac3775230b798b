package dev.stopover.cli;

import dev.stopover.run.RunView;
import dev.stopover.run.RunView.Progress;
import java.util.Locale;

/** What a line says about a run's progress: phase, step, rows, percent, rate and remaining time. */
final class ProgressText {
    private ProgressText() {}

    static String of(RunView view) {
        StringBuilder text = new StringBuilder();
        view.phase().ifPresent(phase -> text.append(phase).append(": "));
        text.append(view.activity().isEmpty() ? view.state() : view.activity());
        Progress progress = view.progress();
        if (progress.rows() > 0 || progress.total().isPresent()) {
            text.append(", ").append(number(progress.rows()));
            progress.total().ifPresent(total -> text.append(" of ").append(number(total)));
            text.append(" rows");
            progress.percent().ifPresent(percent -> text.append(String.format(Locale.ROOT, " (%.1f %%)", percent)));
            if (progress.rowsPerSecond() >= 1) {
                text.append(", ")
                        .append(number(Math.round(progress.rowsPerSecond())))
                        .append(" rows/s");
            }
            progress.remaining()
                    .filter(left -> !left.isZero())
                    .ifPresent(left ->
                            text.append(", ").append(Durations.text(left)).append(" left"));
        }
        view.throttled().ifPresent(reason -> text.append(", holding back: ").append(reason));
        return text.toString();
    }

    /** A number with thin groups, the same in every locale: {@code 1 234 567}. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }
}

package dev.stopover.health;

import dev.stopover.run.RunView;
import dev.stopover.run.RunView.Progress;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** The data that every probe carries beside its answer. */
final class RunDetails {
    private RunDetails() {}

    static HealthCheckResponse respond(String name, boolean up, Optional<RunView> view) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(up);
        view.ifPresent(known -> add(response, known));
        return response.build();
    }

    private static void add(HealthCheckResponseBuilder response, RunView view) {
        response.withData("plan", view.plan());
        view.run().ifPresent(run -> response.withData("run", run));
        response.withData("state", view.state());
        view.phase().ifPresent(phase -> response.withData("phase", phase));
        response.withData("activity", view.activity());
        Progress progress = view.progress();
        if (!progress.equals(Progress.NONE)) {
            response.withData("step", progress.step());
            response.withData("rows", progress.rows());
            progress.total().ifPresent(total -> response.withData("rows-total", total));
            progress.percent()
                    .ifPresent(percent -> response.withData("percent", String.format(Locale.ROOT, "%.1f", percent)));
            response.withData("rows-per-second", Math.round(progress.rowsPerSecond()));
            progress.remaining().ifPresent(left -> response.withData("remaining-seconds", left.toSeconds()));
        }
        view.throttled().ifPresent(reason -> response.withData("throttled", reason));
        view.soaks().forEach(soak -> {
            response.withData("soaking." + soak.phase(), soak.until().toString());
            soak.monitors().forEach((monitor, says) -> response.withData("monitor." + monitor, says));
        });
        view.phases().forEach(phase -> response.withData("phase." + phase.name(), phase.state()));
    }
}

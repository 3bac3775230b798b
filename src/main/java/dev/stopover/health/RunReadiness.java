package dev.stopover.health;

import dev.stopover.run.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the target phase is reached and its checks hold. */
@Readiness
@ApplicationScoped
class RunReadiness implements HealthCheck {
    private final CurrentRun run;

    RunReadiness(CurrentRun run) {
        this.run = run;
    }

    @Override
    public HealthCheckResponse call() {
        var view = run.view();
        return RunDetails.respond("target phase", view.filter(RunView::ready).isPresent(), view);
    }
}

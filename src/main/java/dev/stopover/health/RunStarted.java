package dev.stopover.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started when the configuration and the plan are read; the port is open, or nobody could ask. */
@Startup
@ApplicationScoped
class RunStarted implements HealthCheck {
    private final CurrentRun run;

    RunStarted(CurrentRun run) {
        this.run = run;
    }

    @Override
    public HealthCheckResponse call() {
        return RunDetails.respond("plan", run.view().isPresent(), run.view());
    }
}

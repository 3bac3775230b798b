package dev.stopover.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as the watchdog ticks, whatever the database does. */
@Liveness
@ApplicationScoped
class RunLiveness implements HealthCheck {
    private final Watchdog watchdog;
    private final CurrentRun run;

    RunLiveness(Watchdog watchdog, CurrentRun run) {
        this.watchdog = watchdog;
        this.run = run;
    }

    @Override
    public HealthCheckResponse call() {
        return RunDetails.respond("watchdog", watchdog.ticks(), run.view());
    }
}

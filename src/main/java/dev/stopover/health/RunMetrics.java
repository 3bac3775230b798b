package dev.stopover.health;

import dev.stopover.run.RunView;
import dev.stopover.run.RunView.PhaseView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The numbers of the probes, for Prometheus. */
@ApplicationScoped
public class RunMetrics {
    private final CurrentRun run;
    private final MeterRegistry registry;

    RunMetrics(CurrentRun run, MeterRegistry registry) {
        this.run = run;
        this.registry = registry;
    }

    /** Publishes the gauges of a plan with these phases; called once, when the plan is known. */
    public void publish(String plan, List<String> phases) {
        gauge(
                "stopover.rows",
                "Rows done of the step at work",
                plan,
                view -> view.progress().rows());
        gauge(
                "stopover.rows.total",
                "Rows of the step at work, as estimated",
                plan,
                view -> view.progress().total().map(Long::doubleValue).orElse(Double.NaN));
        gauge(
                "stopover.rows.rate",
                "Rows per second over the last seconds",
                plan,
                view -> view.progress().rowsPerSecond());
        gauge(
                "stopover.throttled",
                "1 while the run holds back",
                plan,
                view -> view.throttled().isPresent() ? 1 : 0);
        gauge(
                "stopover.ready",
                "1 when the target phase is reached and its checks hold",
                plan,
                view -> view.ready() ? 1 : 0);
        for (String phase : phases) {
            for (String state : List.of("pending", "running", "completed", "failed", "rolling-back", "rolled-back")) {
                Gauge.builder("stopover.phase", () -> isIn(phase, state) ? 1 : 0)
                        .description("1 for the state in which the phase is")
                        .tags("plan", plan, "phase", phase, "state", state)
                        .register(registry);
            }
        }
    }

    private void gauge(String name, String description, String plan, ToDoubleFunction<RunView> value) {
        Gauge.builder(name, () -> run.view().map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .tags("plan", plan)
                .register(registry);
    }

    private boolean isIn(String phase, String state) {
        return run.view().stream()
                .flatMap(view -> view.phases().stream())
                .anyMatch(new PhaseView(phase, state)::equals);
    }
}

package dev.stopover.health;

import dev.stopover.plan.Monitor;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.run.MonitorReading;
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
    private static final List<String> STATES =
            List.of("pending", "running", "completed", "soaking", "failed", "rolling-back", "rolled-back");

    private final CurrentRun run;
    private final MeterRegistry registry;

    RunMetrics(CurrentRun run, MeterRegistry registry) {
        this.run = run;
        this.registry = registry;
    }

    /** Publishes the gauges of a plan; called once, when the plan is known. */
    public void publish(Plan known) {
        String plan = known.name();
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
        for (Phase phase : known.phases()) {
            for (String state : STATES) {
                Gauge.builder("stopover.phase", () -> isIn(phase.name(), state) ? 1 : 0)
                        .description("1 for the state in which the phase is")
                        .tags("plan", plan, "phase", phase.name(), "state", state)
                        .register(registry);
            }
            for (Monitor monitor : phase.monitors()) {
                gauge(
                        "stopover.monitor.value",
                        "What a monitor measured last; NaN when it could not, or has not yet",
                        List.of(plan, phase.name(), monitor.name()),
                        reading -> reading.value().orElse(Double.NaN));
                gauge(
                        "stopover.monitor.within",
                        "1 when a monitor was within its bound, 0 when it was out of it or could not measure; NaN before",
                        List.of(plan, phase.name(), monitor.name()),
                        reading -> reading.within() ? 1 : 0);
            }
        }
    }

    private void gauge(String name, String description, List<String> of, ToDoubleFunction<MonitorReading> value) {
        Gauge.builder(
                        name,
                        () -> run.reading(of.get(1), of.get(2))
                                .map(value::applyAsDouble)
                                .orElse(Double.NaN))
                .description(description)
                .tags("plan", of.get(0), "phase", of.get(1), "monitor", of.get(2))
                .register(registry);
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

package dev.stopover.cli;

import dev.stopover.check.EntityReader;
import dev.stopover.health.CurrentRun;
import dev.stopover.health.RunMetrics;
import dev.stopover.run.StatusReader;
import java.util.function.Supplier;

/** What only exists inside the container: probes, metrics, the history's entities and the plans' own. */
public record ContainerServices(
        CurrentRun run, RunMetrics metrics, Supplier<StatusReader> statuses, EntityReader entities) {}

package dev.stopover;

import dev.stopover.check.EntityReader;
import dev.stopover.cli.ContainerServices;
import dev.stopover.health.CurrentRun;
import dev.stopover.health.RunMetrics;
import dev.stopover.run.StatusReader;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The container around one command: runs the command that was parsed before the container was started. */
@Unremovable
@Dependent
public class StopoverApplication implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger("dev.stopover.health");
    private static final AtomicReference<@Nullable Work> WORK = new AtomicReference<>();

    private final CurrentRun run;
    private final Instance<RunMetrics> metrics;
    private final Instance<StatusReader> statuses;
    private final Instance<EntityReader> entities;
    private final Instance<HttpServer> server;

    StopoverApplication(
            CurrentRun run,
            Instance<RunMetrics> metrics,
            Instance<StatusReader> statuses,
            Instance<EntityReader> entities,
            Instance<HttpServer> server) {
        this.run = run;
        this.metrics = metrics;
        this.statuses = statuses;
        this.entities = entities;
        this.server = server;
    }

    /** A command's work and what became of it: an exit code or a failure, which may not pass through the container. */
    static final class Work {
        private final ToIntFunction<ContainerServices> command;
        private Optional<RuntimeException> failure = Optional.empty();

        Work(ToIntFunction<ContainerServices> command) {
            this.command = command;
        }

        Optional<RuntimeException> failure() {
            return failure;
        }
    }

    /** Says what the next container is started for. */
    static void willRun(Work work) {
        WORK.set(work);
    }

    @Override
    public int run(String... arguments) {
        Work work = WORK.get();
        if (work == null) {
            throw new IllegalStateException("no command was parsed");
        }
        int port = server.get().getManagementPort();
        if (port > 0) {
            LOG.infof("probes and metrics on port %d", port);
        }
        try {
            return work.command.applyAsInt(new ContainerServices(run, metrics.get(), statuses::get, entities.get()));
        } catch (RuntimeException e) {
            work.failure = Optional.of(e);
            return 1;
        }
    }
}

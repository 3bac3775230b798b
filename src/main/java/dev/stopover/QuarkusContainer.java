package dev.stopover;

import dev.stopover.cli.Container;
import dev.stopover.cli.ContainerServices;
import dev.stopover.failure.UsageException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Quarkus, started for one command. */
final class QuarkusContainer implements Container {
    @Override
    public int run(Map<String, String> configuration, ToIntFunction<ContainerServices> command) {
        StopoverApplication.Work work = new StopoverApplication.Work(command);
        AtomicInteger exitCode = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        CommandConfigSource.use(configuration);
        StopoverApplication.willRun(work);
        Quarkus.run(StopoverApplication.class, (code, error) -> {
            exitCode.set(code);
            failure.set(error);
        });
        work.failure().ifPresent(error -> {
            throw error;
        });
        Throwable error = failure.get();
        if (error != null) {
            throw startFailure(error);
        }
        return exitCode.get();
    }

    private static RuntimeException startFailure(Throwable error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof QuarkusBindException) {
                return new UsageException(
                        "port " + ((QuarkusBindException) cause).getPort() + " is in use",
                        "Choose another one with --port or STOPOVER_PORT, or 0 for any free one.",
                        error);
            }
        }
        return error instanceof RuntimeException known ? known : new IllegalStateException(error);
    }
}

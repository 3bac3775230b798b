package dev.stopover.cli;

import java.util.Map;
import java.util.function.ToIntFunction;

/** Starts what a command needs, runs it inside, and stops it again. */
@FunctionalInterface
public interface Container {
    /**
     * Runs work in a container that lives for it alone.
     *
     * @param configuration keys and values that take precedence over every other source
     * @return the exit code that the work returned
     * @throws RuntimeException what the work threw, unchanged
     */
    int run(Map<String, String> configuration, ToIntFunction<ContainerServices> work);
}

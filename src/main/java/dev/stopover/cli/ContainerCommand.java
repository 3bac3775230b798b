package dev.stopover.cli;

import java.util.Map;

/** A command that needs probes, metrics or entities. */
non-sealed interface ContainerCommand extends Command {
    /**
     * Finds everything that is wrong with the options, the settings and the plan, before anything is started.
     *
     * @return the configuration with which the container starts for this command
     */
    Map<String, String> prepare();

    /** Does the work inside the started container and returns the exit code. */
    int call(ContainerServices services);
}

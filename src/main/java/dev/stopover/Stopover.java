package dev.stopover;

import dev.stopover.cli.CommandContext;
import dev.stopover.cli.Console;
import dev.stopover.cli.SettingSources;
import dev.stopover.cli.StopoverCli;
import dev.stopover.database.StopSignal;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program. */
@QuarkusMain
public final class Stopover {
    private Stopover() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String... arguments) {
        StopSignal stop = new StopSignal();
        Interruption.handle(stop);
        CommandContext context =
                new CommandContext(new PlanEngine(), SettingSources.ofProcess(), Console.ofProcess(), stop);
        int exitCode = new StopoverCli(context, new QuarkusContainer()).run(arguments);
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(exitCode, null);
    }
}

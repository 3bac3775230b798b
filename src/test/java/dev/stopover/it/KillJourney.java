package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import java.util.List;

/** A command that is killed, where it leads, and the way back from there. */
interface KillJourney {
    int MOST_RUNS = 5;

    /** The database that the commands are given. */
    Database database();

    /** The command that is killed, which is also the way on. */
    List<String> there();

    /** The command that leads back, or nothing where the way on leaves nothing to take back. */
    List<String> back();

    /** A query that becomes true when the next command is at what is to be hit; to be asked for before that starts. */
    String begun();

    /** A query that becomes true when it has left that behind, if that is before its end. */
    String over();

    /** Brings about what there() needs, each time before it. */
    default void ready() {}

    /** Runs a command until it is done: one that finds a rollback half done finishes that first, and says so with 5. */
    default void arrive(List<String> command) {
        for (int run = 1; !command.isEmpty(); run++) {
            ready();
            StopoverProcess.Result result = StopoverProcess.run(database(), command.toArray(String[]::new));
            if (result.exitCode() == 0) {
                return;
            }
            assertThat(result.exitCode())
                    .as(String.join(" ", command) + ":\n" + result.stdout() + result.stderr())
                    .isEqualTo(5);
            assertThat(run).as("runs of %s", command).isLessThan(MOST_RUNS);
        }
    }

    /** Everything that must be the same each time it arrives there. */
    List<String> stateThere();

    /** Everything that must be the same each time it is back. */
    List<String> stateBack();
}

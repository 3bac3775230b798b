package dev.stopover.rehearsal;

import java.time.Duration;
import java.util.List;

/**
 * What one script did, as seen from inside.
 *
 * @param file the script, or the undo script
 * @param took from its first statement to the end of its last one
 * @param locks on what was there before, the strongest first; of each the strongest mode
 * @param heldFor no lock was held for longer: from the beginning of the transaction to its commit, and of several the
 *     longest; a statement that runs without one counts as its own
 * @param rewritten the tables whose rows were written anew, or that were emptied
 */
public record ScriptTrace(String file, Duration took, List<TableLock> locks, Duration heldFor, List<String> rewritten) {
    public ScriptTrace {
        locks = List.copyOf(locks);
        rewritten = List.copyOf(rewritten);
    }
}

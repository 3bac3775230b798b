package dev.stopover.run;

import dev.stopover.plan.Phase;
import java.util.ArrayList;
import java.util.List;

/** What plans can ask of a phase and this version cannot do; such a phase does not start, rather than start without it. */
public final class UnsupportedKeys {
    private UnsupportedKeys() {}

    /** The keys of the phase that keep it from starting, as a plan writes them; empty when it can run. */
    public static List<String> of(Phase phase) {
        List<String> keys = new ArrayList<>();
        if (phase.atomic()) {
            keys.add("atomic");
        }
        return List.copyOf(keys);
    }
}

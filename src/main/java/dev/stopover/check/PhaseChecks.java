package dev.stopover.check;

import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import java.util.ArrayList;
import java.util.List;

/** Which checks a phase has: two for each of its transfers, one for each encryption, then the plan's own. */
public final class PhaseChecks {
    private PhaseChecks() {}

    /** The checks of the phase in the order in which they are evaluated. */
    public static List<Check> of(Plan plan, Phase phase) {
        List<Check> checks = new ArrayList<>();
        for (Transfer transfer : phase.transfers()) {
            checks.add(new Check.Count(transfer.name() + ": rows counted", group(plan, phase, transfer)));
            checks.add(new Check.Equal(transfer.name() + ": rows equal", transfer.name()));
        }
        plan.encryptionsDue(phase)
                .forEach(encryption ->
                        checks.add(new Check.Encrypted(encryption.name() + ": values decrypted", encryption.name())));
        checks.addAll(phase.checks());
        return checks;
    }

    /** The kind of the check as a plan writes it. */
    public static String kind(Check check) {
        if (check instanceof Check.Count) {
            return "count";
        }
        if (check instanceof Check.Equal) {
            return "equal";
        }
        if (check instanceof Check.Checksum) {
            return "checksum";
        }
        if (check instanceof Check.Orphans) {
            return "orphans";
        }
        if (check instanceof Check.Unique) {
            return "unique";
        }
        if (check instanceof Check.Entities) {
            return "entities";
        }
        if (check instanceof Check.Encrypted) {
            return "encrypted";
        }
        if (check instanceof Check.Sql) {
            return "sql";
        }
        throw new IllegalArgumentException("no such kind of check: " + check);
    }

    /** The transfers that have filled the same table when the phase ends. */
    private static List<String> group(Plan plan, Phase last, Transfer transfer) {
        List<String> names = new ArrayList<>();
        for (Phase phase : plan.phases()) {
            phase.transfers().stream()
                    .filter(other -> other.into().equals(transfer.into()))
                    .map(Transfer::name)
                    .forEach(names::add);
            if (phase.equals(last)) {
                break;
            }
        }
        return names;
    }
}

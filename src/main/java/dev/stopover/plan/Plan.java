package dev.stopover.plan;

import java.util.List;
import java.util.Optional;

/**
 * Ordered phases that take one database from its current schema to a new one.
 *
 * @param name what the plan is called in commands and in the history
 * @param baseline the version that an existing database already has, if the plan names one
 * @param live whether the application goes on writing while the plan runs
 * @param atomic whether the phases of one run, as far as they can, run in one transaction
 * @param queries what the application asks, for a comparison before and after
 * @param throttle when its transfers hold back
 * @param hash SHA-256 over plan.yaml and all scripts with line ends made equal, in hex
 */
public record Plan(
        String name,
        String title,
        Optional<Version> baseline,
        boolean live,
        boolean atomic,
        List<Phase> phases,
        Tripwires tripwires,
        List<Query> queries,
        ThrottleLimits throttle,
        String hash) {
    public Plan {
        phases = List.copyOf(phases);
        queries = List.copyOf(queries);
    }

    /** A plan that commits as it goes, names no queries and says nothing about when its transfers hold back. */
    public Plan(
            String name,
            String title,
            Optional<Version> baseline,
            boolean live,
            List<Phase> phases,
            Tripwires tripwires,
            String hash) {
        this(name, title, baseline, live, false, phases, tripwires, List.of(), ThrottleLimits.USUAL, hash);
    }

    /** Whether the phase runs in one transaction, by itself or with others. */
    public boolean isAtomic(Phase phase) {
        return atomic || phase.atomic();
    }

    /** The phase of that name. */
    public Optional<Phase> phase(String phaseName) {
        return phases.stream().filter(phase -> phase.name().equals(phaseName)).findFirst();
    }

    /** The transfer of that name, in whichever phase. */
    public Optional<Transfer> transfer(String transferName) {
        return transfers().stream()
                .filter(transfer -> transfer.name().equals(transferName))
                .findFirst();
    }

    /** All transfers in the order in which they run. */
    public List<Transfer> transfers() {
        return phases.stream().flatMap(phase -> phase.transfers().stream()).toList();
    }

    /** Everything that is encrypted, in the order in which it is. */
    public List<Encryption> encryptions() {
        return phases.stream().flatMap(phase -> phase.encryptions().stream()).toList();
    }

    /** What must be right encrypted when a phase completes: its own, and from cut-over on everything. */
    public List<Encryption> encryptionsDue(Phase phase) {
        return phase.kind() == PhaseKind.CUTOVER || phase.kind() == PhaseKind.CONTRACT
                ? encryptions()
                : phase.encryptions();
    }

    /** All migrations in the order in which they run. */
    public List<Script> migrations() {
        return phases.stream().flatMap(phase -> phase.migrations().stream()).toList();
    }
}

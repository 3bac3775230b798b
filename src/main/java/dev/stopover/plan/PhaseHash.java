package dev.stopover.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The SHA-256 of what a phase does to the database: an approval of it is worth nothing for anything else. Titles,
 * estimates, the reasons for what is left behind and the place in the file may change.
 */
public final class PhaseHash {
    private PhaseHash() {}

    /** In hex; the same on every machine and in every process. */
    public static String of(Phase phase) {
        List<Object> parts = new ArrayList<>(List.of(
                phase.name(),
                phase.kind(),
                phase.risk(),
                phase.approvalRequired(),
                phase.soak(),
                new TreeSet<>(phase.backups()),
                phase.atomic(),
                phase.migrations(),
                phase.transfers().stream().map(PhaseHash::parts).toList(),
                phase.checks(),
                phase.monitors(),
                phase.gates(),
                phase.flags()));
        // Approvals of phases that encrypt nothing stay what they are.
        phase.encryptions().forEach(encryption -> parts.add(parts(encryption)));
        return PlanHash.ofText(parts.toString());
    }

    private static List<Object> parts(Encryption encryption) {
        return List.of(encryption.name(), encryption.table(), encryption.column(), encryption.into(), encryption.key());
    }

    private static List<Object> parts(Transfer transfer) {
        return List.of(
                List.of(transfer.name(), transfer.from(), transfer.alias(), transfer.key()),
                transfer.joins(),
                transfer.follows(),
                transfer.into(),
                transfer.columns(),
                transfer.where(),
                transfer.onConflict(),
                transfer.sync(),
                transfer.reverse());
    }
}

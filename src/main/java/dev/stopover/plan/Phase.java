package dev.stopover.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The unit of progress, gating, health state and rollback.
 *
 * @param estimate how long the phase is expected to take, if the plan says so
 * @param soak how long the old schema is kept after this phase; zero when none is asked for
 * @param atomic whether migrations, transfers and checks run in one transaction
 * @param flags what feature flags say from the completion of this phase on
 */
public record Phase(
        String name,
        PhaseKind kind,
        String title,
        Risk risk,
        Optional<Duration> estimate,
        boolean approvalRequired,
        Duration soak,
        Set<BackupKind> backups,
        boolean atomic,
        List<Script> migrations,
        List<Transfer> transfers,
        List<Encryption> encryptions,
        List<Check> checks,
        List<Monitor> monitors,
        List<Gate> gates,
        List<Flag> flags,
        Position position) {
    public Phase {
        backups = Set.copyOf(backups);
        migrations = List.copyOf(migrations);
        transfers = List.copyOf(transfers);
        encryptions = List.copyOf(encryptions);
        checks = List.copyOf(checks);
        monitors = List.copyOf(monitors);
        gates = List.copyOf(gates);
        flags = List.copyOf(flags);
    }

    /** A phase that encrypts nothing and turns no flag on. */
    public Phase(
            String name,
            PhaseKind kind,
            String title,
            Risk risk,
            Optional<Duration> estimate,
            boolean approvalRequired,
            Duration soak,
            Set<BackupKind> backups,
            boolean atomic,
            List<Script> migrations,
            List<Transfer> transfers,
            List<Check> checks,
            List<Monitor> monitors,
            List<Gate> gates,
            Position position) {
        this(
                name,
                kind,
                title,
                risk,
                estimate,
                approvalRequired,
                soak,
                backups,
                atomic,
                migrations,
                transfers,
                List.of(),
                checks,
                monitors,
                gates,
                List.of(),
                position);
    }

    /** The scripts that run before the transfers, in order. */
    public List<Script> migrationsBeforeTransfers() {
        return migrations.stream().filter(script -> !isAfterTransfers(script)).toList();
    }

    /** The scripts that run once the transfers are through and before the checks, in order. */
    public List<Script> migrationsAfterTransfers() {
        return migrations.stream().filter(this::isAfterTransfers).toList();
    }

    private boolean isAfterTransfers(Script script) {
        return !transfers.isEmpty() && script.file().startsWith(afterFolder());
    }

    /** The folder of the scripts that run after the transfers, with a slash at its end. */
    String afterFolder() {
        return name + "/after/";
    }

    /** The same phase with these migrations. */
    Phase withMigrations(List<Script> scripts) {
        return new Phase(
                name,
                kind,
                title,
                risk,
                estimate,
                approvalRequired,
                soak,
                backups,
                atomic,
                scripts,
                transfers,
                encryptions,
                checks,
                monitors,
                gates,
                flags,
                position);
    }
}

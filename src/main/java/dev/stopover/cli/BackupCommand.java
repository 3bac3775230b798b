package dev.stopover.cli;

import dev.stopover.backup.BackupRemoval;
import dev.stopover.backup.BackupSettings;
import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.UsageException;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.run.BackupRunner;
import dev.stopover.run.RunContext;
import dev.stopover.run.RunSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes, lists and removes backups. */
@picocli.CommandLine.Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Take a backup by hand, list those that are known, or remove one.",
            "A phase takes the backups that its plan asks for by itself. Nothing is ever removed but with --remove.",
            ""
        })
final class BackupCommand implements PlainCommand {
    @Mixin
    private PlanOptions planOptions;

    @Option(names = "--phase", paramLabel = "PHASE", description = "The phase whose tables a snapshot copies.")
    private @Nullable String phaseName;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "snapshot (the tables that a phase touches, inside the database), dump (pg_dump's custom "
                    + "format) or restore-point (a name in the WAL).")
    private @Nullable String kind;

    @Option(names = "--tables", description = "Dump only the tables that the phase touches.")
    private boolean tablesOnly;

    @Option(names = "--list", description = "List the backups that the database knows.")
    private boolean list;

    @Option(names = "--remove", paramLabel = "ID", description = "Drop the snapshot, or delete the dump's file.")
    private @Nullable Long remove;

    @Mixin
    private BackupOptions backupOptions;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;

    BackupCommand(CommandContext context) {
        this.context = context;
        this.planOptions = new PlanOptions(context.engine());
        this.backupOptions = new BackupOptions();
        this.databaseOptions = new DatabaseOptions(context.settings());
        this.output = new OutputOptions(context.console());
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public int call() {
        int asked = (kind == null ? 0 : 1) + (list ? 1 : 0) + (remove == null ? 0 : 1);
        if (asked != 1) {
            throw new UsageException("it is not said what to do", "Give one of --kind, --list and --remove.");
        }
        Database database = databaseOptions.database();
        try {
            output.print(new BackupList(records(database)));
            return ExitCode.DONE.code();
        } catch (SQLException e) {
            throw BackupList.failure(database, e);
        }
    }

    private List<BackupRecord> records(Database database) throws SQLException {
        if (kind != null) {
            return List.of(take(database, kind(kind)));
        }
        try (Connection connection = database.connect("backup")) {
            if (!BackupHistory.exists(connection)) {
                return List.of();
            }
            if (remove != null) {
                BackupRemoval.remove(connection, remove);
                return BackupHistory.find(connection, remove).stream().toList();
            }
            return BackupHistory.all(connection);
        }
    }

    private BackupRecord take(Database database, BackupKind wanted) throws SQLException {
        Plan plan = planOptions.load();
        Optional<Phase> phase = phase(plan);
        if (phase.isEmpty() && (wanted == BackupKind.SNAPSHOT || tablesOnly)) {
            throw new UsageException(
                    "it is not said whose tables to save", "Give --phase: the tables are those that it touches.");
        }
        BackupSettings settings = backupOptions.settings();
        if (tablesOnly && settings.prove()) {
            throw new UsageException(
                    "a dump of single tables cannot be proven, as what they need to be created is not in it",
                    "Leave --tables or --prove away.");
        }
        return new BackupRunner(
                        database,
                        RunSettings.DEFAULT,
                        settings,
                        RunContext.ofThisProcess(ProgramVersion.current()),
                        context.stop(),
                        new BackupLog(context.console()))
                .take(plan, phase, wanted, tablesOnly);
    }

    private Optional<Phase> phase(Plan plan) {
        if (phaseName != null && plan.phase(phaseName).isEmpty()) {
            throw new UsageException(
                    "plan " + plan.name() + " has no phase " + phaseName,
                    "Its phases are " + plan.phases().stream().map(Phase::name).collect(Collectors.joining(", "))
                            + ".");
        }
        return Optional.ofNullable(phaseName).flatMap(plan::phase);
    }

    private static BackupKind kind(String word) {
        try {
            return BackupKind.of(word);
        } catch (IllegalArgumentException e) {
            throw new UsageException("there is no kind of backup " + word, "Give snapshot, dump or restore-point.", e);
        }
    }
}

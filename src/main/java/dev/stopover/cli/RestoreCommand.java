package dev.stopover.cli;

import dev.stopover.backup.RestoredTable;
import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.UsageException;
import dev.stopover.run.BackupRunner;
import dev.stopover.run.RunContext;
import dev.stopover.run.RunSettings;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings back what a backup holds. */
@picocli.CommandLine.Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Restore a dump into a new database, or fill empty tables from a snapshot or a dump.",
            "Never writes over what is there. Counts and checksums are compared with those of when the backup was taken.",
            ""
        })
final class RestoreCommand implements PlainCommand {
    @Option(names = "--backup", paramLabel = "ID", description = "The backup; see stopover backup --list.")
    private @Nullable Long backup;

    @Option(names = "--into", paramLabel = "NAME", description = "The database that is created and restored.")
    private @Nullable String into;

    @Option(
            names = "--no-owner",
            description = "Everything in the new database belongs to the role that restores, and there are no grants.")
    private boolean noOwner;

    @Option(
            names = "--tables",
            paramLabel = "TABLE",
            split = ",",
            description = "Tables that exist and are empty, to be filled.")
    private List<String> tables = List.of();

    @Mixin
    private BackupOptions backupOptions;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;

    RestoreCommand(CommandContext context) {
        this.context = context;
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
        if (backup == null) {
            throw new UsageException("no backup is named", "Give --backup with a number from stopover backup --list.");
        }
        if ((into == null) == tables.isEmpty()) {
            throw new UsageException(
                    "it is not said what to restore", "Give either --into with a new database's name, or --tables.");
        }
        Database database = databaseOptions.database();
        BackupRunner runner = new BackupRunner(
                database,
                RunSettings.DEFAULT,
                backupOptions.settings(),
                RunContext.ofThisProcess(ProgramVersion.current()),
                context.stop(),
                new BackupLog(context.console()));
        try {
            List<RestoredTable> restored =
                    into == null ? runner.restoreTables(backup, tables) : runner.restoreInto(backup, into, !noOwner);
            output.print(new RestoreReport(
                    backup, into == null ? database.settings().database() : into, into != null, restored));
            return ExitCode.DONE.code();
        } catch (SQLException e) {
            throw BackupList.failure(database, e);
        }
    }
}

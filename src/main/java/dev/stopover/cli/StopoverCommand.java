package dev.stopover.cli;

import picocli.CommandLine.Command;

/** The program itself, which only has commands. */
@Command(
        name = "stopover",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Takes one PostgreSQL database from its current schema to a new one in phases, with proof at every step.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "Options:%n",
        footer = {
            "",
            "Every option can also be set in the environment, --lock-wait as STOPOVER_LOCK_WAIT, "
                    + "and in config/application.properties as stopover.lock-wait. The database is read from DATABASE_URL."
        })
final class StopoverCommand {}

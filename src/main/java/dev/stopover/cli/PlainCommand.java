package dev.stopover.cli;

/** A command that needs nothing but itself and perhaps a connection. */
non-sealed interface PlainCommand extends Command {
    /** Does the work and returns the exit code. */
    int call();
}

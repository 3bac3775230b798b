package dev.stopover.cli;

/** One command of the program: it runs in the container, or without one, which is quicker and opens nothing. */
sealed interface Command permits PlainCommand, ContainerCommand {
    /** How results and failures are shown. */
    OutputOptions output();
}

package dev.stopover.cli;

import dev.stopover.database.StopSignal;

/** What every command gets from outside: what it asks for work, its settings, its streams, and the signal to stop. */
public record CommandContext(Engine engine, SettingSources settings, Console console, StopSignal stop) {}

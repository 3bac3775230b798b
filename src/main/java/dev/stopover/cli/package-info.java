/** The command line: one small class per command, which parses, calls and prints. */
@NullMarked
package dev.stopover.cli;

import org.jspecify.annotations.NullMarked;

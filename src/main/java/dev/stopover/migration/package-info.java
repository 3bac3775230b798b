/** Runs a phase's scripts through Flyway with short lock timeouts, and journals the statements that cannot run in a transaction. */
@NullMarked
package dev.stopover.migration;

import org.jspecify.annotations.NullMarked;

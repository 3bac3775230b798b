/** Runs a plan: the lock, the preflight, the phase state machine, and what is known about a run in progress. */
@NullMarked
package dev.stopover.run;

import org.jspecify.annotations.NullMarked;

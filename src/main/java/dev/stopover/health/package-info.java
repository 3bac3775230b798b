/** Health probes and metrics over the run in progress. */
@NullMarked
package dev.stopover.health;

import org.jspecify.annotations.NullMarked;

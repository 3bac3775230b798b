/** What lets a phase start, what stops it while it runs, and what is measured while it runs and soaks. */
@NullMarked
package dev.stopover.gate;

import org.jspecify.annotations.NullMarked;

/** The whole plan, forward and back and forward again, on a throw-away copy of the database. */
@NullMarked
package dev.stopover.rehearsal;

import org.jspecify.annotations.NullMarked;

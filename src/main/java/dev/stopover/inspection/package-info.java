/** A read-only look at a database before or after a migration: what stands in its way, and what it will cost. */
@NullMarked
package dev.stopover.inspection;

import org.jspecify.annotations.NullMarked;

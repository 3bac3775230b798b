/** The SQL that follows from a transfer's declaration, for the backfill, the checks and the docs alike. */
@NullMarked
package dev.stopover.mapping;

import org.jspecify.annotations.NullMarked;

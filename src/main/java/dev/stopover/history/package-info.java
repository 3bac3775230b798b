/** Stopover's own state in the schema {@code stopover}: what must commit with the data is written by JDBC, the rest is read as entities. */
@NullMarked
package dev.stopover.history;

import org.jspecify.annotations.NullMarked;

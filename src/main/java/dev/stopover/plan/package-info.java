/** Plans as values: the records, the reader that makes them from a folder or the class path, and every problem it can find. Knows no database. */
@NullMarked
package dev.stopover.plan;

import org.jspecify.annotations.NullMarked;

/** What can go wrong, by category: one exception root and the exit code of each category. */
@NullMarked
package dev.stopover.failure;

import org.jspecify.annotations.NullMarked;

/** Moves the rows of a transfer in chunks: extents, workers, adaptive size, retries, rejects and resumption. */
@NullMarked
package dev.stopover.transfer;

import org.jspecify.annotations.NullMarked;

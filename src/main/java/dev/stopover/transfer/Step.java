package dev.stopover.transfer;

import dev.stopover.history.Extent;

/**
 * The rows of one chunk, moved but not committed yet.
 *
 * @param units how many blocks or rows the chunk had
 * @param from the first block or key, for people
 * @param to the last block or key, for people
 * @param next where the next chunk begins
 * @param last whether the extent is done
 */
record Step(Moved moved, long units, String from, String to, Extent.Cursor next, boolean last) {}

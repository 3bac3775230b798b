/** Triggers that keep both schemas equal while both are in use, and the pass that sets right what they could not see. */
@NullMarked
package dev.stopover.sync;

import org.jspecify.annotations.NullMarked;

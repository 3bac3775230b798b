/** Reads how the server bears what is done to it, and holds transfers back until it has caught up. */
@NullMarked
package dev.stopover.throttle;

import org.jspecify.annotations.NullMarked;

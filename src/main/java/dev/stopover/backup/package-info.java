/** What is saved before a phase, proof that it can be had back, and having it back. */
@NullMarked
package dev.stopover.backup;

import org.jspecify.annotations.NullMarked;

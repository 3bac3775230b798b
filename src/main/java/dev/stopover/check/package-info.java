/** Statements about the data that must hold, each evaluated inside the server. */
@NullMarked
package dev.stopover.check;

import org.jspecify.annotations.NullMarked;

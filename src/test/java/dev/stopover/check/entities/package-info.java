/** Entities of a small application, for the tests of the entities check. */
@NullMarked
package dev.stopover.check.entities;

import org.jspecify.annotations.NullMarked;

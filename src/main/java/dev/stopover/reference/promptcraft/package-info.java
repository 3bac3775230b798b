/** The new promptcraft schema as its application maps it; rows refer to each other by key, so that a check reads each table by itself. */
@NullMarked
package dev.stopover.reference.promptcraft;

import org.jspecify.annotations.NullMarked;

/** The new MeAndMyDoggy schema as its application maps it; rows refer to each other by key, so that a check reads each table by itself. */
@NullMarked
package dev.stopover.reference.meandmydoggy;

import org.jspecify.annotations.NullMarked;

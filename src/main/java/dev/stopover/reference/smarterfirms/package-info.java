/** The new schema of Smarter Firms as its application maps it; rows refer to each other by key, so that a check reads each table by itself. */
@NullMarked
package dev.stopover.reference.smarterfirms;

import org.jspecify.annotations.NullMarked;

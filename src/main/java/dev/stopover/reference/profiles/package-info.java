/** The new profiles schema as its application maps it; rows refer to each other by key, so that a check reads each table by itself. */
@NullMarked
package dev.stopover.reference.profiles;

import org.jspecify.annotations.NullMarked;

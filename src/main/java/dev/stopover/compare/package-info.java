/** The application's queries as the plan names them, measured on the old schema and on the new one in turn. */
@NullMarked
package dev.stopover.compare;

import org.jspecify.annotations.NullMarked;

/** Connections to PostgreSQL: settings, quoting, SQLSTATEs, bounded retries, who blocks whom, and the catalog. */
@NullMarked
package dev.stopover.database;

import org.jspecify.annotations.NullMarked;

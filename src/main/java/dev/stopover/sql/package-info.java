/** A lexer for PostgreSQL's SQL and what rests on it: splitting scripts into statements and telling which of them may run in a transaction. */
@NullMarked
package dev.stopover.sql;

import org.jspecify.annotations.NullMarked;

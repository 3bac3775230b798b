/** Documents and diagrams, made from plans and from the catalogs of live databases. */
@NullMarked
package dev.stopover.report;

import org.jspecify.annotations.NullMarked;

/** Runs the packaged application, jar or native binary, as real processes against a real server. */
@NullMarked
package dev.stopover.it;

import org.jspecify.annotations.NullMarked;

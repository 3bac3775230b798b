/** Measures the packaged program beside a baseline, in turn; started by the commands in {@code bench/}, never by a test. */
@NullMarked
package dev.stopover.bench;

import org.jspecify.annotations.NullMarked;

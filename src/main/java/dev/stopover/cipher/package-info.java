/** Encrypts single values and the keys that do so; knows nothing of plans and databases. */
@NullMarked
package dev.stopover.cipher;

import org.jspecify.annotations.NullMarked;

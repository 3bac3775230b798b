/** Encrypts columns of tables that stay, chunk by chunk beside an application that goes on writing, and decrypts them again. */
@NullMarked
package dev.stopover.encryption;

import org.jspecify.annotations.NullMarked;

/** Where the program starts: puts the packages together and starts the container for the commands that need it. */
@NullMarked
package dev.stopover;

import org.jspecify.annotations.NullMarked;

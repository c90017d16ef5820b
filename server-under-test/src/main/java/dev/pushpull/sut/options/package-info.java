/**
 * The server's options as they are written, for itself and for who starts it. Imports nothing of
 * ours; any package may import it.
 */
@NullMarked
package dev.pushpull.sut.options;

import org.jspecify.annotations.NullMarked;

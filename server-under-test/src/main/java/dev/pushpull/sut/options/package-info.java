/**
 * Options of command lines as they are written, and the server's own, for itself and for who starts
 * it. Imports {@code text}; any package may import it.
 */
@NullMarked
package dev.pushpull.sut.options;

import org.jspecify.annotations.NullMarked;

/** The server that pushpull measures: embedded, alone, or as a child process; imports all below. */
@NullMarked
package dev.pushpull.sut;

import org.jspecify.annotations.NullMarked;

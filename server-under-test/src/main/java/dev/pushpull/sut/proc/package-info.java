/** What Linux says of the running process below /proc; any package may import it. */
@NullMarked
package dev.pushpull.sut.proc;

import org.jspecify.annotations.NullMarked;

/**
 * The monotonic clock that every instant is read from. Imports nothing of ours; any package may
 * import it.
 */
@NullMarked
package dev.pushpull.sut.clock;

import org.jspecify.annotations.NullMarked;

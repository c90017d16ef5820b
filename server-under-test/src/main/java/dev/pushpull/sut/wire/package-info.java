/**
 * What goes over the wire, for both of its ends: an update and its JSON form, and the records of
 * the control protocol. Imports {@code schedule} alone; any package may import it.
 */
@NullMarked
package dev.pushpull.sut.wire;

import org.jspecify.annotations.NullMarked;

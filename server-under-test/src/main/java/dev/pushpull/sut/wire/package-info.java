/** An update and its JSON form, the same on every path; any package may import it. */
@NullMarked
package dev.pushpull.sut.wire;

import org.jspecify.annotations.NullMarked;

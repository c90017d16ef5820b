/** Text for people that holds text from elsewhere; any package may import it. */
@NullMarked
package dev.pushpull.sut.text;

import org.jspecify.annotations.NullMarked;

/**
 * The page that shows five ways to listen side by side, the feeds that it shows, and what it asks
 * of the server beside them; imported by the root only.
 */
@NullMarked
package dev.pushpull.sut.page;

import org.jspecify.annotations.NullMarked;

/**
 * The page that shows five ways to listen side by side, the feeds that it shows, and what it asks
 * of the server beside them. Imports {@code http}, {@code feed}, {@code net} and below; the root
 * alone imports it.
 */
@NullMarked
package dev.pushpull.sut.page;

import org.jspecify.annotations.NullMarked;

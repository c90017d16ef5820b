/**
 * Feeds and jobs: holds each feed's newest update, keeps its publish log, makes its arrivals and
 * wakes its listeners. Imports {@code clock}, {@code schedule} and {@code wire}; {@code http},
 * {@code control}, {@code page} and the root import it.
 */
@NullMarked
package dev.pushpull.sut.feed;

import org.jspecify.annotations.NullMarked;

/**
 * Holds each feed's newest update, keeps its publish log, makes its arrivals and fans out; imported
 * by the handlers and the root.
 */
@NullMarked
package dev.pushpull.sut.feed;

import org.jspecify.annotations.NullMarked;

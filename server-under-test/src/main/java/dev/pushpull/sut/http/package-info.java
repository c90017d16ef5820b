/**
 * The ways of listening to a feed, and publishing, one small class for each; imported by the page
 * and the root only.
 */
@NullMarked
package dev.pushpull.sut.http;

import org.jspecify.annotations.NullMarked;

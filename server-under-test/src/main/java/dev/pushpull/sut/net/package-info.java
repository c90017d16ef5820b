/**
 * What the data and the control listener share: sockets with their limits and counts, and answers
 * in the form of problems; knows nothing of feeds, imported by the handlers and the root.
 */
@NullMarked
package dev.pushpull.sut.net;

import org.jspecify.annotations.NullMarked;

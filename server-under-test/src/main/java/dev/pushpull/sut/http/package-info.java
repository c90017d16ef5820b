/**
 * What clients ask of feeds and jobs: a class for each way to listen, one for publishing, and the
 * headers that tell them apart. Imports {@code feed}, {@code net} and below; {@code page} and the
 * root import it.
 */
@NullMarked
package dev.pushpull.sut.http;

import org.jspecify.annotations.NullMarked;

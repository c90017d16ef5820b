/**
 * The control listener's requests: creates feeds, starts and stops arrivals, reads logs, counters
 * and clock, keeps the claim. Imports {@code feed}, {@code net} and below; the root alone imports
 * it.
 */
@NullMarked
package dev.pushpull.sut.control;

import org.jspecify.annotations.NullMarked;

/**
 * The scenario of feeds that subscribers watch. Imports {@code trial}; imported by {@code fork}.
 */
@NullMarked
package dev.pushpull.trial.feed;

import org.jspecify.annotations.NullMarked;

/**
 * The answer of the tuner, in figures and sentences. Imports {@code tune}; imported by commands.
 */
@NullMarked
package dev.pushpull.tune.answer;

import org.jspecify.annotations.NullMarked;

/** The scenario of rooms whose members send. Imports {@code trial}; imported by {@code fork}. */
@NullMarked
package dev.pushpull.trial.chat;

import org.jspecify.annotations.NullMarked;

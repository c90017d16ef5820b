/**
 * Results, closed forms and simulator against an objective → a poll interval. Imports simulation
 * and results; imported by the rooms below and commands.
 */
@NullMarked
package dev.pushpull.tune;

import org.jspecify.annotations.NullMarked;

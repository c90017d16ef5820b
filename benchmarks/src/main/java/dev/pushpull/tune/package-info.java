/**
 * Results, closed forms and simulator against an objective → a poll interval, with its evidence;
 * imported by commands.
 */
@NullMarked
package dev.pushpull.tune;

import org.jspecify.annotations.NullMarked;

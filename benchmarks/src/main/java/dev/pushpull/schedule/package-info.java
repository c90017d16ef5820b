/**
 * When a subscriber polls next; seeds, phases and windows. Imports specs; imported by plans,
 * clients, simulator and trials.
 */
@NullMarked
package dev.pushpull.schedule;

import org.jspecify.annotations.NullMarked;

/** When a subscriber polls next; imported by clients, simulator and trials. */
@NullMarked
package dev.pushpull.schedule;

import org.jspecify.annotations.NullMarked;

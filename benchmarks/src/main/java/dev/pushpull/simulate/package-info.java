/** The same schedules and measures in virtual time; imported by tuning, suites and commands. */
@NullMarked
package dev.pushpull.simulate;

import org.jspecify.annotations.NullMarked;

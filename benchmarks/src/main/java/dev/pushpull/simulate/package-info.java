/**
 * The same schedules and meters in virtual time. Imports measuring and plans; imported by tuning,
 * suites and commands.
 */
@NullMarked
package dev.pushpull.simulate;

import org.jspecify.annotations.NullMarked;

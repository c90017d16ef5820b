/** Stored results as people and tools read them; imported by tuning, running and commands. */
@NullMarked
package dev.pushpull.report;

import org.jspecify.annotations.NullMarked;

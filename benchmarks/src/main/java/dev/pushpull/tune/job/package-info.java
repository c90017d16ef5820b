/** Advice for those who wait for a job. Imports {@code tune}; imported by commands. */
@NullMarked
package dev.pushpull.tune.job;

import org.jspecify.annotations.NullMarked;

/**
 * Advice for a server that was recorded: its updates, times and sizes become questions, one for
 * each end of what is known of them. Imports {@code tune} and recordings; imported by commands.
 */
@NullMarked
package dev.pushpull.tune.recorded;

import org.jspecify.annotations.NullMarked;

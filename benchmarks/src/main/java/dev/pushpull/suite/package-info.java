/**
 * JMH: the freshness benchmark and the runner of forks. Imports {@code fork} and operations;
 * imported by commands.
 */
@NullMarked
package dev.pushpull.suite;

import org.jspecify.annotations.NullMarked;

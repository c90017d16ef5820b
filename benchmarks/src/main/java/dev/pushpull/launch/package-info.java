/**
 * Starts the server JVM, talks to its control listener, captures the environment; imported by
 * trials.
 */
@NullMarked
package dev.pushpull.launch;

import org.jspecify.annotations.NullMarked;

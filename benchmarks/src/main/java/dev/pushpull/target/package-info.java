/**
 * The server that is measured: started or connected to, with its control channel, logs, counters
 * and clock. Imports the engines' interface; imported by trials and operations.
 */
@NullMarked
package dev.pushpull.target;

import org.jspecify.annotations.NullMarked;

/** The commands that a user types, and their exit codes; imported by nothing. */
@NullMarked
package dev.pushpull.cli;

import org.jspecify.annotations.NullMarked;

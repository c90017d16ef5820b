/** The commands that a user types. Imports all; imported by nothing. */
@NullMarked
package dev.pushpull.cli;

import org.jspecify.annotations.NullMarked;

/**
 * What all commands share at the terminal: exit codes, output folders, plans, verdicts,
 * conclusions. Imports results and reports; imported by {@code cli} alone.
 */
@NullMarked
package dev.pushpull.console;

import org.jspecify.annotations.NullMarked;

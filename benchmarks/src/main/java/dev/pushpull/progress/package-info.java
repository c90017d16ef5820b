/**
 * A long piece of work as a bar or as lines. Imports plans; imported by reporting, suites and
 * commands.
 */
@NullMarked
package dev.pushpull.progress;

import org.jspecify.annotations.NullMarked;

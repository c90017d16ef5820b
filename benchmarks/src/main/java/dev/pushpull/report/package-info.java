/**
 * Stored results as people and tools read them: each report fills a {@code Document}, which one
 * renderer shows on a terminal and another as Markdown. Imported by tuning, running and commands.
 */
@NullMarked
package dev.pushpull.report;

import org.jspecify.annotations.NullMarked;

/**
 * What all reports are made of: each fills a {@code Document}, which one renderer shows on a
 * terminal and another as Markdown. Imported by the reports below and by tuning.
 */
@NullMarked
package dev.pushpull.report;

import org.jspecify.annotations.NullMarked;

/**
 * Totals of clients, and the rules that judge a trial or an operation. Imports results, measuring
 * and operations; imported by trials and suites.
 */
@NullMarked
package dev.pushpull.verdict;

import org.jspecify.annotations.NullMarked;

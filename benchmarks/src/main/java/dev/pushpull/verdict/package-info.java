/**
 * Totals of clients, and the rules that judge a trial. Imports results and measuring; imported by
 * trials.
 */
@NullMarked
package dev.pushpull.verdict;

import org.jspecify.annotations.NullMarked;

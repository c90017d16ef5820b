/** What a suite of single operations asked for and found, as JSON; imports specs and results. */
@NullMarked
package dev.pushpull.operation;

import org.jspecify.annotations.NullMarked;

/** Benchmarks of single operations; nobody imports them. */
@NullMarked
package dev.pushpull.suite.op;

import org.jspecify.annotations.NullMarked;

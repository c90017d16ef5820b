/** Benchmarks of single operations; no package imports this one. */
@NullMarked
package dev.pushpull.suite.op;

import org.jspecify.annotations.NullMarked;

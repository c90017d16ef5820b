/** What a trial found, and how a run lies on disk; imported by measuring, reporting and running. */
@NullMarked
package dev.pushpull.result;

import org.jspecify.annotations.NullMarked;

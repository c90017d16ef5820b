/**
 * What was recorded of a server that is not ours: when its updates came, and what requests and
 * messages take. A file, strictly read. Imported by who records, and by advice.
 */
@NullMarked
package dev.pushpull.record;

import org.jspecify.annotations.NullMarked;

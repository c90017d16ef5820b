/**
 * What the host and its processes say: environment, steal, a quick probe of speed. Imports none of
 * ours but the rank below; imported by results and whoever measures.
 */
@NullMarked
package dev.pushpull.machine;

import org.jspecify.annotations.NullMarked;

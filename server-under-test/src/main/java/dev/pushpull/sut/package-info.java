/**
 * The server that pushpull measures: puts its parts together, embedded, alone, or as a child
 * process. Imports all packages below it; none of them imports it.
 */
@NullMarked
package dev.pushpull.sut;

import org.jspecify.annotations.NullMarked;

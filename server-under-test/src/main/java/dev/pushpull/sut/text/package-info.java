/**
 * Text that people read: why something failed, names that are nearly what was written, foreign text
 * made fit for a terminal, and files that lie beside the classes. Imports nothing of ours; any
 * package may import it.
 */
@NullMarked
package dev.pushpull.sut.text;

import org.jspecify.annotations.NullMarked;

/**
 * Text that people read: why something failed, names that are nearly what was written, and foreign
 * text made fit for a terminal. Imports nothing of ours; any package may import it.
 */
@NullMarked
package dev.pushpull.sut.text;

import org.jspecify.annotations.NullMarked;

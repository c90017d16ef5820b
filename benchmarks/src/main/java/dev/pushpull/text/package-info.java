/** Numbers with units, columns and wrapping. Imports none of ours; any package may import it. */
@NullMarked
package dev.pushpull.text;

import org.jspecify.annotations.NullMarked;

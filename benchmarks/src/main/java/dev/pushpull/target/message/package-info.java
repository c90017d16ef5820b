/**
 * What messages of other people's servers say: frames and bodies become documents, in which
 * versions, times and whatever a target file names are looked up. Bounded in size and depth;
 * nothing here connects to anything. Any package of a higher rank may import it.
 */
@NullMarked
package dev.pushpull.target.message;

import org.jspecify.annotations.NullMarked;

/**
 * What a target file says of somebody else's server: how to reach it, how its clients listen, where
 * versions stand in its messages, and how it is known when an update was published. Immutable,
 * validated, strictly read; nothing here connects to anything. Any package of a higher rank may
 * import it.
 */
@NullMarked
package dev.pushpull.spec.target;

import org.jspecify.annotations.NullMarked;

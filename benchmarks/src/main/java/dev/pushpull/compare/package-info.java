/** Two runs → what differs between them, and how sure that is; pure; imported by reporting. */
@NullMarked
package dev.pushpull.compare;

import org.jspecify.annotations.NullMarked;

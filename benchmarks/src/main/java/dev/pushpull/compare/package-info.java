/**
 * Two runs → what differs between them, and how sure that is; pure. Imports results and metrics;
 * imported by reporting and commands.
 */
@NullMarked
package dev.pushpull.compare;

import org.jspecify.annotations.NullMarked;

/**
 * What Linux says of the running process below /proc, and programs that a machine may lack. Imports
 * nothing of ours; any package may import it.
 */
@NullMarked
package dev.pushpull.sut.proc;

import org.jspecify.annotations.NullMarked;

/**
 * Raw HTTP, frames and events as operations send and read them. Imports {@code operation.fork};
 * imported by {@code operation.transfer} and {@code suite.op}.
 */
@NullMarked
package dev.pushpull.operation.wire;

import org.jspecify.annotations.NullMarked;

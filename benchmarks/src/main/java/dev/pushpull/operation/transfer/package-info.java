/**
 * The stages that operations measure: connects, deliveries, fan-outs, round trips. Imports {@code
 * operation.fork} and {@code operation.wire}; imported by the suites.
 */
@NullMarked
package dev.pushpull.operation.transfer;

import org.jspecify.annotations.NullMarked;

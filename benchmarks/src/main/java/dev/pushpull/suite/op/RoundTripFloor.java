package dev.pushpull.suite.op;

import dev.pushpull.operation.fork.Fixture;
import dev.pushpull.operation.fork.Operation;
import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.transfer.RoundTrips;
import java.io.IOException;
import java.util.Optional;

/**
 * The floors of {@link RoundTrip} as separate benchmarks, for profiling with {@code -prof stack} or
 * others: raw blocking sockets on JMH's thread, which write prepared bytes and read the response to
 * its end. An operation allocates nothing, except what the JDK does for TLS.
 *
 * <pre>
 *   JMH thread, raw blocking socket ── prepared bytes ─────&gt; server
 *              &lt;── read to the last byte, not parsed ───────┘
 * </pre>
 *
 * <p>The pitfall: do not divide {@code RoundTrip}'s score by this one's. They ran minutes apart, in
 * different JVMs, and the machine drifts by more than some differences of interest. {@code
 * floor.ratio} of {@code RoundTrip} compares what ran within a second. For {@code longPoll}, JMH's
 * score includes writing the next request; {@code latency} does not.
 *
 * <p>Run it: {@code scripts/pushpull jmh RoundTripFloor -p payload=64 -prof gc}.
 */
public class RoundTripFloor extends RoundTripBenchmark {

  @Override
  Fixture fixture(RoundTrips trips) throws IOException, InterruptedException {
    Operation floor = trips.floor().orElseThrow(() -> none(trips)).open();
    return new Fixture(trips.server(), floor, Optional.empty(), Optional.empty());
  }

  private static OperationException none(RoundTrips trips) {
    return OperationException.told(
        "%s over %s has no floor".formatted(trips.name(), trips.server().carrier().protocol()));
  }
}

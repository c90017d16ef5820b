package dev.pushpull.suite.op;

import dev.pushpull.engine.Clocks;
import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.fork.IterationFigures;
import dev.pushpull.operation.fork.Latencies;
import dev.pushpull.operation.fork.OperationParams;
import dev.pushpull.operation.transfer.DeliveryStage;
import dev.pushpull.operation.transfer.PublishInstants;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * How long one update takes to reach one subscriber: a strategy's textbook latency. One iteration
 * is one update; the score is the time from just before it is published until the subscriber has
 * decoded it, and its confidence interval is JMH's own.
 *
 * <pre>
 *   JMH's worker thread ── POST ──────────────&gt; server JVM
 *        ↑ seen                                    ║
 *   OkHttp's threads ══ poll, long poll, SSE or WebSocket
 * </pre>
 *
 * <p>The subscriber polls on its schedule all the time, whether or not anything is published. An
 * update's phase in the poll interval is random, one in each of as many strata as there are
 * iterations; the iteration's set-up waits for that phase. The figure {@code expected} is the
 * closed form for polls at a fixed rate: {@code T/2 + d} (see {@code model.PollExpectation}), with
 * {@code d} as measured: half a publish's and half a poll's round trip. With jitter there is no
 * closed form: an update comes within one maximum interval after the previous one was seen, when
 * the phase of the polls still depends on the last poll, and the closed form assumes a random
 * instant.
 *
 * <p>With push, the publish's 201 is awaited after the iteration, so that the score ends with the
 * update. With a long poll, publishing waits until the server has parked the poll.
 *
 * <p>The pitfall: without a random phase the result is an artefact. Publish straight after the last
 * update was seen, as a benchmark's closed loop does, and every update just misses a poll: the
 * score is a whole T in every iteration, with a narrow confidence interval around the wrong value.
 * Another pitfall: polled deliveries are spread evenly over a whole interval, so a mean says little
 * about the worst case; see the histogram in the suite's folder.
 *
 * <p>JMH assumes independent iterations, but the strata keep them from clustering: its confidence
 * interval is wider than necessary.
 *
 * <p>Run it: {@code scripts/pushpull jmh Delivery -p strategy=poll@100ms,sse -p protocol=h1}.
 */
@Warmup(iterations = 5)
@Measurement(iterations = 50)
public class Delivery extends UpdateBenchmark<DeliveryStage> {

  private static final long SEED = 1;

  /** How the subscriber learns of updates. */
  @Param({"websocket", "sse", "long-poll", "poll@50ms", "poll@200ms"})
  public String strategy = "";

  private @Nullable PublishInstants whileWarming;
  private @Nullable PublishInstants whileMeasuring;
  private long latencyNanos; // 0 while nothing was delivered

  /** Starts the server, burns in, connects, and starts polling. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) {
    OperationParams.operation(benchmark);
    StrategyName how = OperationParams.parsed(strategy, StrategyName::parse);
    DeliveryStage stage =
        DeliveryStage.open(
            how,
            OperationParams.protocol(protocol, strategy, how),
            OperationParams.payload(payload),
            DeliveryStage.BURN_IN);
    open(stage);
    whileWarming = stage.instants(benchmark.getWarmup().getCount(), SEED + 1);
    whileMeasuring = stage.instants(benchmark.getMeasurement().getCount(), SEED);
  }

  /** Waits for the update's phase. */
  @Setup(Level.Iteration)
  public void awaitPhase(IterationParams iteration) {
    latencies.begin(iteration);
    orEnd("the subscriber cannot wait for the next update", stage()::awaitListening);
    var instants = iteration.getType() == IterationType.MEASUREMENT ? whileMeasuring : whileWarming;
    if (instants != null) {
      long at = instants.after(System.nanoTime());
      orEnd("the phase of the update cannot be waited for", () -> Clocks.sleepUntil(at));
    }
    allocation.begin();
  }

  /** Publishes, waits until the update is seen, and returns the time in ns. */
  @Benchmark
  public long delivery() {
    orEnd("the update was not delivered", () -> latencyNanos = stage().deliver());
    return latencyNanos;
  }

  /** Records the update, and the expected figure. */
  @TearDown(Level.Iteration)
  public void note() {
    long nanos = latencyNanos;
    if (nanos == 0) {
      return;
    }
    allocation.end();
    latencyNanos = 0;
    orEnd("the publish was not confirmed", stage()::confirm);
    allocation.put(1);
    latencies.track(Latencies.LATENCY).record(nanos);
    latencies.end();
    expectedNanos(stage().strategy(), stage().delayNanos())
        .ifPresent(mean -> IterationFigures.put(FigureNames.EXPECTED, mean / 1e6, "ms"));
  }

  /** The closed form's mean, where there is one. */
  static OptionalDouble expectedNanos(Strategy strategy, double delayNanos) {
    return strategy instanceof Strategy.Poll(Pace.Fixed(var interval), boolean _)
        ? OptionalDouble.of(interval.toNanos() / 2.0 + delayNanos)
        : OptionalDouble.empty();
  }
}

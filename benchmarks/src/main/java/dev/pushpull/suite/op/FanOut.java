package dev.pushpull.suite.op;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.fork.IterationFigures;
import dev.pushpull.operation.fork.Latencies;
import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.fork.OperationParams;
import dev.pushpull.operation.transfer.FanOutReceivers;
import dev.pushpull.operation.transfer.FanOutStage;
import dev.pushpull.operation.transfer.FanOutTransport;
import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.spec.Protocol;
import dev.pushpull.sut.wire.ServerCounters;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/**
 * How long one publish takes to reach all of many receivers. One iteration is one publish; the
 * score is the time from just before its request is written until the last receiver has read it.
 *
 * <pre>
 *                        ┌──────────── POST ───────────&gt; server JVM
 *   JMH's worker thread ─┤                                  ║
 *                        └─ selector &lt;══ n raw connections ═╝  WebSocket, SSE or parked long polls
 * </pre>
 *
 * <p>All receivers are raw non-blocking sockets that JMH's own worker thread reads, without a
 * client library: the time includes the server's fan-out and one read for each receiver, on another
 * processor if there is one. The figures are {@code fanout.first}, {@code fanout.median} and {@code
 * fanout.last}, {@code fanout.perReceiver} (the last one's time divided by all), the server's CPU
 * for this publish, and, from 100 receivers on, its memory per idle connection.
 *
 * <p>The pitfall: a mean over receivers hides that somebody is always last. The server sends to one
 * after the other, so the median receiver waits for half of them and the last for all. Sizing a
 * server by a single subscriber's latency is wrong by a factor of the number of subscribers.
 *
 * <p>A long poll must be sent again after each response. That is done between iterations, until the
 * server has parked all of them, and is not part of the score: a long poll's fan-out looks as cheap
 * as a push, but costs one more request per receiver and update.
 *
 * <p>Before the iterations, both JVMs burn in with 2 s of publishes at the same size. Each
 * iteration then meets idle connections and cold caches, as a real update does; a closed loop would
 * look faster.
 *
 * <p>Run it: {@code scripts/pushpull jmh FanOut.webSocket -p receivers=1,100,5000}. A process needs
 * one file descriptor per receiver, and some more: {@code ulimit -n}.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 50)
public class FanOut extends UpdateBenchmark<FanOutStage> {

  private static final int MAX_RECEIVERS = 20_000;
  private static final double NANOS_PER_MICRO = 1e3;

  /** How many receivers. */
  @Param({"1", "10", "100", "1000", "5000"})
  public String receivers = "";

  /** Duration of the burn-in at full size; before it, half as long at a small size. */
  public Duration burnIn = Duration.ofSeconds(2);

  private ServerCounters before = ServerCounters.NONE;
  private long sentNanos;
  private FanOutReceivers.@Nullable Spread spread;

  /** Starts the server, burns in, connects all receivers. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) {
    open(FanOutTransport.of(OperationParams.operation(benchmark)));
  }

  /** The same, without JMH. */
  public final void open(FanOutTransport transport) {
    int count = count(receivers);
    int payloadBytes = OperationParams.payload(payload);
    if (!protocol.equals(Protocol.H1.toString())) {
      throw OperationException.told(
          "protocol must be h1 for a fan-out (its receivers are raw sockets), but is '%s'"
              .formatted(protocol));
    }
    open(FanOutStage.open(transport, count, payloadBytes, burnIn));
  }

  private static int count(String text) {
    int count = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (count < 1 || count > MAX_RECEIVERS) {
      throw OperationException.told(
          "receivers must be 1 to %d, but is '%s'".formatted(MAX_RECEIVERS, text));
    }
    var problem =
        DescriptorLimit.ofThisProcess()
            .flatMap(limit -> limit.problem(DescriptorLimit.needed(count)));
    if (problem.isPresent()) {
      throw OperationException.told(problem.get());
    }
    return count;
  }

  /** Makes all receivers wait for the next update. */
  @Setup(Level.Iteration)
  public void prepare(IterationParams iteration) {
    latencies.begin(iteration);
    orEnd(
        "the receivers cannot listen for the next update",
        () -> {
          stage().listenAgain();
          before = stage().server().control().counters();
          stage().receivers().expectNext();
        });
    allocation.begin();
  }

  /** Each receiver has a WebSocket. */
  @Benchmark
  public long webSocket() {
    return publish();
  }

  /** Each receiver has an event stream. */
  @Benchmark
  public long sse() {
    return publish();
  }

  /** Each receiver has a parked long poll. */
  @Benchmark
  public long longPoll() {
    return publish();
  }

  /** Publishes once, waits until the last receiver has read it, and returns the time in ns. */
  final long publish() {
    orEnd(
        "the publish did not reach all receivers",
        () -> {
          sentNanos = stage().publisher().send();
          spread = stage().receivers().await();
        });
    return System.nanoTime() - sentNanos;
  }

  /** Records the publish. */
  @TearDown(Level.Iteration)
  public void note() {
    FanOutReceivers.Spread read = spread;
    if (read != null) {
      allocation.end();
      spread = null;
      orEnd("the publish cannot be recorded", () -> note(read));
    }
  }

  private void note(FanOutReceivers.Spread read) throws IOException, InterruptedException {
    stage().publisher().confirm();
    ServerCounters spent = stage().server().control().counters().since(before);
    note(FigureNames.FIRST, "first", read.firstNanos() - sentNanos);
    note(FigureNames.MEDIAN, "median", read.medianNanos() - sentNanos);
    long last = read.lastNanos() - sentNanos;
    note(FigureNames.LAST, "last", last);
    put(FigureNames.PER_RECEIVER, last / stage().receivers().count());
    put(FigureNames.SERVER_CPU, spent.cpu("serve") + spent.cpu("publish"));
    latencies.track(Latencies.LATENCY).record(last);
    allocation.put(1);
    latencies.end();
    stage().memory().put();
  }

  private void note(String figure, String tag, long nanos) {
    put(figure, nanos);
    latencies.track(tag).record(nanos);
  }

  private static void put(String figure, long nanos) {
    IterationFigures.put(figure, nanos / NANOS_PER_MICRO, "us");
  }
}

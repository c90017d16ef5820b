package dev.pushpull.suite.op;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

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
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 50)
@Threads(1)
@Fork(
    value = 2,
    jvmArgs = {
      "-XX:+UseG1GC",
      "-Xms256m",
      "-Xmx256m",
      "--sun-misc-unsafe-memory-access=allow" // JMH itself
    })
public class FanOut {

  /** Each receiver has a WebSocket. */
  @Benchmark
  public long webSocket(FanOutState.OfWebSockets receivers) {
    return receivers.publish();
  }

  /** Each receiver has an event stream. */
  @Benchmark
  public long sse(FanOutState.OfEventStreams receivers) {
    return receivers.publish();
  }

  /** Each receiver has a parked long poll. */
  @Benchmark
  public long longPoll(FanOutState.OfLongPolls receivers) {
    return receivers.publish();
  }
}

package dev.pushpull.suite.op;

import dev.pushpull.operation.fork.Fixture;
import dev.pushpull.operation.transfer.RoundTrips;
import java.io.IOException;

/**
 * What one round trip costs on an open connection: a poll with and without news, a long poll, an
 * echo and an event.
 *
 * <pre>
 *   pollNew           JMH thread, OkHttp ── GET ──────────────&gt; server     200 with the update
 *   pollNotModified   JMH thread, OkHttp ── If-None-Match ────&gt; server     304
 *   longPoll          JMH thread ── POST, raw ────────────────&gt; server
 *                     reader, OkHttp  &lt;─ 200, parked before ──┘            handed to the JMH thread
 *   webSocketEcho     JMH thread, OkHttp ── text frame ───────&gt; server
 *                     reader, OkHttp  &lt;─ text frame ──────────┘            handed to the JMH thread
 *   sseEvent          JMH thread ── POST, raw ────────────────&gt; server
 *                     reader, OkHttp  &lt;─ event ───────────────┘            handed to the JMH thread
 *
 *   floor             JMH thread, raw blocking socket ── the same bytes ──&gt; server
 * </pre>
 *
 * <p>{@code longPoll} and {@code sseEvent} publish by a raw {@code POST} and wait for its 201
 * first, in the floor as well: their time includes that, their bytes do not. Messages are decoded
 * as in every subscriber; the floor only finds where they end.
 *
 * <p>The pitfall: <b>a number without its floor says nothing about the client.</b> Most of a round
 * trip over loopback is system calls and wake-ups: the cost of the machine, not of the library. A
 * floor that was timed on another day, in another process or on another kind of thread is not
 * comparable. Here it runs within each fork, half before and half after each iteration, see {@link
 * Fixture}. Over HTTP/2 and with compression there is no floor, rather than a wrong one.
 *
 * <p>A pitfall of {@code longPoll}: if an update is published before the next request is parked,
 * the request is answered at once, like a plain poll, and the response does not show the
 * difference. So eight clients take turns: each one's next request has the round trips of seven
 * others to be parked. {@code longPoll.parked} is the share that was parked, by the server's own
 * count; a fork in which it is below 0.95 fails.
 *
 * <p>Run it: {@code scripts/pushpull jmh RoundTrip -p payload=64 -p protocol=h1,h1-tls -prof gc};
 * throughput by {@code -bm thrpt}.
 */
public class RoundTrip extends RoundTripBenchmark {

  @Override
  public Fixture fixture(RoundTrips trips) throws IOException, InterruptedException {
    return new Fixture(trips.server(), trips.client(), trips.floor(), trips.check());
  }
}

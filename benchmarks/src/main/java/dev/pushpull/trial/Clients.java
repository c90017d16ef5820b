package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.SimulatedClient;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** All clients of a trial, as one, whatever each of them does. Used by one thread. */
final class Clients implements AutoCloseable {

  /** How long an answer, a connect or an orderly close may take. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final long BETWEEN_CONNECTS_NANOS = 1_000_000;
  private static final long BETWEEN_CLOSES_NANOS = 20_000;

  private final List<SimulatedClient> clients = new ArrayList<>();

  void add(SimulatedClient client) {
    clients.add(client);
  }

  /**
   * Connects everyone, one each millisecond.
   *
   * @return what went wrong, one line for each that did not connect
   */
  List<String> connect() throws InterruptedException {
    var failures = new ArrayList<String>();
    ExecutorService connectors = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var pending = new ArrayList<Future<?>>();
      long first = System.nanoTime();
      for (int i = 0; i < clients.size(); i++) {
        Clocks.sleepUntil(first + i * BETWEEN_CONNECTS_NANOS);
        SimulatedClient client = clients.get(i);
        pending.add(connectors.submit(() -> connect(client)));
      }
      for (Future<?> connecting : pending) {
        try {
          connecting.get(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
          failures.add(Reason.of(e));
        } catch (TimeoutException e) {
          failures.add("not connected within " + 2 * TIMEOUT.toSeconds() + " s");
        }
      }
    } finally {
      connectors.shutdownNow();
    }
    return failures;
  }

  private static boolean connect(SimulatedClient client) throws IOException, InterruptedException {
    client.connect();
    return true;
  }

  /** How many have an open connection now. */
  long connected() {
    return clients.stream().filter(SimulatedClient::isConnected).count();
  }

  /** Bytes on all sockets so far. */
  ByteCounts bytes() {
    ByteCounts sum = ByteCounts.ZERO;
    for (SimulatedClient client : clients) {
      sum = sum.plus(client.bytes());
    }
    return sum;
  }

  /** Asks everyone for no further request. */
  void stop() {
    clients.forEach(SimulatedClient::stop);
  }

  /** Waits until nothing is in flight any more; false if that took too long. */
  boolean awaitQuiet() throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    boolean quiet = true;
    for (SimulatedClient client : clients) {
      quiet &= client.awaitQuiet(Math.max(1, deadline - System.nanoTime()));
    }
    return quiet;
  }

  /** Closes everyone in the orderly way, many at once. */
  @Override
  public void close() {
    try (ExecutorService closers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (SimulatedClient client : clients) {
        closers.execute(client::close);
        LockSupport.parkNanos(BETWEEN_CLOSES_NANOS);
      }
    }
  }
}

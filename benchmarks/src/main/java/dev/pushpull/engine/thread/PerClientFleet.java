package dev.pushpull.engine.thread;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.ClientFleet;
import dev.pushpull.engine.Clocks;
import dev.pushpull.engine.ConnectRamp;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.schedule.PollSchedule;
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
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Fleets of engines whose clients are objects, each with threads of its own. */
public abstract class PerClientFleet<C extends SimulatedClient> implements ClientFleet {

  private static final long BETWEEN_CLOSES_NANOS = 20_000;

  private final List<C> clients;

  /** Clients that are each made by their number. */
  protected PerClientFleet(int count, IntFunction<C> made) {
    clients = IntStream.range(0, count).mapToObj(made).toList();
  }

  /** Subscribers, each made by its number. */
  public static SubscriberFleet subscribers(int count, IntFunction<Subscriber> made) {
    return new Subscribers(count, made);
  }

  /** By its number. */
  protected final C client(int client) {
    return clients.get(client);
  }

  /** Does it to each in turn. */
  protected final void each(Consumer<C> does) {
    clients.forEach(does);
  }

  /** Whether any of them is so. */
  protected final boolean any(Predicate<C> is) {
    return clients.stream().anyMatch(is);
  }

  @Override
  public List<String> connect(ConnectRamp ramp) throws InterruptedException {
    var failures = new ArrayList<String>();
    ExecutorService connectors = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var pending = new ArrayList<Future<?>>();
      long first = System.nanoTime();
      for (int i = 0; i < clients.size(); i++) {
        Clocks.sleepUntil(first + (long) (i * ramp.gapNanos()));
        C client = clients.get(i);
        pending.add(connectors.submit(() -> connect(client)));
      }
      for (Future<?> connecting : pending) {
        try {
          connecting.get(ramp.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
          failures.add(Reason.of(e));
        } catch (TimeoutException e) {
          failures.add("not connected within " + ramp.timeout().toSeconds() + " s");
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

  @Override
  public long connected() {
    return clients.stream().filter(SimulatedClient::isConnected).count();
  }

  @Override
  public ByteCounts bytes() {
    ByteCounts sum = ByteCounts.ZERO;
    for (C client : clients) {
      sum = sum.plus(client.bytes());
    }
    return sum;
  }

  @Override
  public void stop() {
    clients.forEach(SimulatedClient::stop);
  }

  @Override
  public boolean awaitQuiet(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean quiet = true;
    for (C client : clients) {
      quiet &= client.awaitQuiet(Math.max(1, deadline - System.nanoTime()));
    }
    return quiet;
  }

  /** Many at once. */
  @Override
  public void close() {
    try (ExecutorService closers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (C client : clients) {
        closers.execute(client::close);
        LockSupport.parkNanos(BETWEEN_CLOSES_NANOS);
      }
    }
  }

  private static final class Subscribers extends PerClientFleet<Subscriber>
      implements SubscriberFleet {

    Subscribers(int count, IntFunction<Subscriber> made) {
      super(count, made);
    }

    @Override
    public void start(int client, PollSchedule schedule) {
      client(client).start(schedule);
    }
  }
}

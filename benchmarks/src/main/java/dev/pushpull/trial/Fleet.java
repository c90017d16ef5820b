package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.ChatMember;
import dev.pushpull.client.ClientStack;
import dev.pushpull.client.Subscriber;
import dev.pushpull.client.SubscriberOrder;
import dev.pushpull.measure.NotedSchedule;
import dev.pushpull.measure.Ticks;
import dev.pushpull.plan.Seeds;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.Phases;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.FeedKind;
import java.io.IOException;
import java.net.URI;
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

/** All subscribers of a trial, as one. Used by one thread. */
final class Fleet implements AutoCloseable {

  private static final long BETWEEN_CONNECTS_NANOS = 1_000_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ClientStack stack;
  private final Strategy strategy;
  private final List<Device> devices = new ArrayList<>();

  Fleet(ClientStack stack, Strategy strategy) {
    this.stack = stack;
    this.strategy = strategy;
  }

  /** Adds a subscriber of a feed. */
  void add(URI address, int feed, long serverClockOffsetNanos) {
    var probe = new Probe(feed, serverClockOffsetNanos);
    var order = new SubscriberOrder(strategy, address, Strategy.LongPoll.WAIT, TIMEOUT);
    add(stack.subscriber(order, probe), probe);
  }

  /** Adds a member of a room. */
  ChatMember addMember(URI address, ChatProbe probe) {
    var order =
        new SubscriberOrder(strategy, address, Strategy.LongPoll.WAIT, TIMEOUT, FeedKind.LOG);
    ChatMember member = stack.chatMember(order, probe);
    add(member, probe.probe());
    return member;
  }

  private void add(Subscriber subscriber, Probe probe) {
    devices.add(new Device(subscriber, probe));
  }

  /**
   * Connects everyone, one each millisecond.
   *
   * @return what went wrong, one line for each subscriber that did not connect
   */
  List<String> connect() throws InterruptedException {
    var failures = new ArrayList<String>();
    ExecutorService connectors = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var pending = new ArrayList<Future<?>>();
      long first = System.nanoTime();
      for (int i = 0; i < devices.size(); i++) {
        Clocks.sleepUntil(first + i * BETWEEN_CONNECTS_NANOS);
        Device device = devices.get(i);
        pending.add(connectors.submit(() -> connect(device)));
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

  private static boolean connect(Device device) throws IOException, InterruptedException {
    device.subscriber().connect();
    return true;
  }

  /**
   * Lets pollers poll, each on a schedule of its own, the first polls of a feed's subscribers at
   * stratified phases from an instant on. Others listen since they are connected.
   *
   * @param spec whose seeds and feeds to use
   */
  void start(TrialSpec spec, long fromNanos) {
    if (strategy instanceof Strategy.Poll poll) {
      for (int feed = 0; feed < spec.workload().feeds(); feed++) {
        start(poll.pace(), spec, feed, fromNanos);
      }
    }
  }

  private void start(Pace pace, TrialSpec spec, int feed, long fromNanos) {
    List<Device> watchers = devices.stream().filter(d -> d.probe().feed() == feed).toList();
    double[] phases =
        Phases.stratified(Seeds.phases(spec.seed(), spec.repeat(), feed), watchers.size());
    for (int i = 0; i < phases.length; i++) {
      long first = fromNanos + (long) (phases[i] * pace.span().toNanos());
      start(watchers.get(i), pace, first, Seeds.pace(spec.seed(), spec.repeat(), feed, i));
    }
  }

  private static void start(Device device, Pace pace, long firstNanos, long seed) {
    PollSchedule schedule = Schedules.of(pace, firstNanos, seed);
    if (pace.isOpenLoop()) {
      device.probe().setTicks(Ticks.openLoop(pace, firstNanos, seed));
      device.subscriber().start(schedule);
    } else {
      var noted = new NotedSchedule(schedule);
      device.probe().setTicks(noted);
      device.subscriber().start(noted);
    }
  }

  /** Lets everyone poll as fast as it is answered. */
  void startClosedLoop() {
    long now = System.nanoTime();
    devices.forEach(device -> device.subscriber().start(new FixedSchedule(now, 1)));
  }

  List<Probe> probes() {
    return devices.stream().map(Device::probe).toList();
  }

  /** How many have an open connection now. */
  long connected() {
    return devices.stream().filter(device -> device.subscriber().isConnected()).count();
  }

  /** Failures told so far. */
  long failures() {
    return devices.stream().mapToLong(device -> device.probe().failures()).sum();
  }

  /** Bytes on all sockets so far. */
  ByteCounts bytes() {
    ByteCounts sum = ByteCounts.ZERO;
    for (Device device : devices) {
      sum = sum.plus(device.subscriber().bytes());
    }
    return sum;
  }

  /** Asks everyone for no further request. */
  void stop() {
    devices.forEach(device -> device.subscriber().stop());
  }

  /** Waits until nothing is in flight any more; false if that took too long. */
  boolean awaitQuiet() throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    boolean quiet = true;
    for (Device device : devices) {
      quiet &= device.subscriber().awaitQuiet(Math.max(1, deadline - System.nanoTime()));
    }
    return quiet;
  }

  /** Closes everyone in the orderly way, many at once. */
  @Override
  public void close() {
    try (ExecutorService closers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Device device : devices) {
        closers.execute(device.subscriber()::close);
        LockSupport.parkNanos(20_000);
      }
    }
  }
}

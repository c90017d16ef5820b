package dev.pushpull.trial;

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
import dev.pushpull.sut.wire.FeedKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** All subscribers of a trial, as one. Used by one thread. */
final class Fleet {

  private final ClientStack stack;
  private final Strategy strategy;
  private final Clients clients = new Clients();
  private final List<Device> devices = new ArrayList<>();

  Fleet(ClientStack stack, Strategy strategy) {
    this.stack = stack;
    this.strategy = strategy;
  }

  /** Adds a subscriber of a feed. */
  void add(URI address, int feed, long serverClockOffsetNanos) {
    var probe = new Probe(devices.size(), feed, serverClockOffsetNanos);
    var order = new SubscriberOrder(strategy, address, Strategy.LongPoll.WAIT, Clients.TIMEOUT);
    add(stack.subscriber(order, probe), probe);
  }

  /** Adds a member of a room. */
  ChatMember addMember(URI address, ChatProbe probe) {
    var order =
        new SubscriberOrder(
            strategy, address, Strategy.LongPoll.WAIT, Clients.TIMEOUT, FeedKind.LOG);
    ChatMember member = stack.chatMember(order, probe);
    add(member, probe.probe());
    return member;
  }

  private void add(Subscriber subscriber, Probe probe) {
    clients.add(subscriber);
    devices.add(new Device(subscriber, probe));
  }

  /** What these have in common with all clients. */
  Clients clients() {
    return clients;
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

  /** Failures reported so far. */
  long failures() {
    return devices.stream().mapToLong(device -> device.probe().failures()).sum();
  }
}

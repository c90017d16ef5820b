package dev.pushpull.trial;

import dev.pushpull.engine.FleetOrder;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.measure.NotedSchedule;
import dev.pushpull.measure.Ticks;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.Phases;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import java.net.URI;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A trial's subscribers with what each of them experiences. Used by one thread.
 *
 * @param probes by the number of the client
 */
public record Fleet<F extends SubscriberFleet, P extends Probe>(F clients, List<P> probes) {

  /**
   * Subscribers that are not connected yet.
   *
   * @param feeds the address of each feed
   * @param made as an engine makes them
   */
  public static <F extends SubscriberFleet, P extends Probe> Fleet<F, P> of(
      List<P> probes,
      Strategy strategy,
      IntFunction<URI> feeds,
      BiFunction<FleetOrder, IntFunction<P>, F> made) {
    List<URI> addresses = probes.stream().map(probe -> feeds.apply(probe.feed())).toList();
    var order = new FleetOrder(strategy, addresses, ForkLife.TIMEOUT);
    return new Fleet<>(made.apply(order, probes::get), probes);
  }

  /**
   * Lets pollers poll, each on a schedule of its own, the first polls of a feed's subscribers at
   * stratified phases from an instant on. Others listen since they are connected.
   *
   * @param spec whose seeds and feeds to use
   */
  public void start(TrialSpec spec, long fromNanos) {
    if (spec.strategy() instanceof Strategy.Poll poll) {
      probes.stream()
          .collect(Collectors.groupingBy(Probe::feed))
          .forEach((feed, own) -> start(poll.pace(), spec, feed, own, fromNanos));
    }
  }

  private void start(Pace pace, TrialSpec spec, int feed, List<P> watchers, long fromNanos) {
    double[] phases =
        Phases.stratified(Seeds.phases(spec.seed(), spec.repeat(), feed), watchers.size());
    for (int i = 0; i < phases.length; i++) {
      long first = fromNanos + (long) (phases[i] * pace.span().toNanos());
      start(watchers.get(i), pace, first, Seeds.pace(spec.seed(), spec.repeat(), feed, i));
    }
  }

  private void start(Probe probe, Pace pace, long firstNanos, long seed) {
    PollSchedule schedule = Schedules.of(pace, firstNanos, seed);
    if (pace.isOpenLoop()) {
      probe.setTicks(Ticks.openLoop(pace, firstNanos, seed));
      clients.start(probe.client(), schedule);
    } else {
      var noted = new NotedSchedule(schedule);
      probe.setTicks(noted);
      clients.start(probe.client(), noted);
    }
  }

  /** Lets everyone poll as fast as it is answered. */
  public void startClosedLoop() {
    long now = System.nanoTime();
    probes.forEach(probe -> clients.start(probe.client(), new FixedSchedule(now, 1)));
  }

  /** Failures reported so far. */
  public long failures() {
    return probes.stream().mapToLong(Probe::failures).sum();
  }
}

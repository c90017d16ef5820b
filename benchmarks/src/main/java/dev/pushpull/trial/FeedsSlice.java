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
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Clients that each listen to a feed. */
public abstract class FeedsSlice<F extends SubscriberFleet, P extends Probe, T, M extends Meters>
    extends LocalSlice<F, P, T, M> {

  /**
   * Clients that are not connected yet.
   *
   * @param probe the number of a client → what records it
   * @param feeds the address of each feed
   * @param engine makes the clients
   * @param nothing makes meters that have metered nothing
   */
  protected FeedsSlice(
      TrialSpec spec,
      int clients,
      IntFunction<P> probe,
      IntFunction<URI> feeds,
      BiFunction<FleetOrder, IntFunction<P>, F> engine,
      Supplier<M> nothing) {
    super(spec, clients, probe, once(feeds), engine, nothing);
  }

  private long failuresBefore;

  /** How many failures its clients reported between start and stop. */
  protected long failures;

  private long failuresSoFar() {
    return probes.stream().mapToLong(Probe::failures).sum();
  }

  @Override
  public boolean stop(Awaiter awaiter) throws IOException, InterruptedException {
    failures = failuresSoFar() - failuresBefore;
    clients.stop();
    return true;
  }

  /** Clients of one feed share its address: there may be tens of thousands of them. */
  private static <P extends Probe> Function<P, URI> once(IntFunction<URI> feeds) {
    var known = new HashMap<Integer, URI>();
    return probe -> known.computeIfAbsent(probe.feed, feeds::apply);
  }

  /**
   * Lets pollers poll, each on a schedule of its own, the first polls of a feed's subscribers at
   * stratified phases from an instant on. Others listen since they are connected.
   */
  @Override
  public void start(long fromNanos, long firstWindowNanos) {
    failuresBefore = failuresSoFar();
    if (spec.strategy() instanceof Strategy.Poll poll) {
      probes.stream()
          .collect(Collectors.groupingBy(probe -> probe.feed))
          .forEach((feed, own) -> start(poll.pace(), feed, own, fromNanos));
    }
  }

  private void start(Pace pace, int feed, List<P> watchers, long fromNanos) {
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
      clients.start(probe.client, schedule);
    } else {
      var noted = new NotedSchedule(schedule);
      probe.setTicks(noted);
      clients.start(probe.client, noted);
    }
  }

  /** Lets everyone poll as fast as it is answered. */
  public final void startClosedLoop() {
    long now = System.nanoTime();
    probes.forEach(probe -> clients.start(probe.client, new FixedSchedule(now, 1)));
  }
}

package dev.pushpull.tune;

import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;

/**
 * A trial that shows the same as another, and is small enough to be played through. A poll sees
 * only the newest update, and staleness counts from the first that it lacks: updates that come much
 * faster than it asks may be thinned out. A push tells of each, so that it gets fewer subscribers
 * or a shorter window instead.
 *
 * @param workload what is played
 * @param timing for how long
 * @param kept the share of a feed's updates that is played
 */
record Affordable(Workload workload, SweepTiming timing, double kept) {

  /** In the shortest interval of a poll: staleness is then off by half of a 200th of it. */
  static final int UPDATES_PER_INTERVAL = 200;

  /** Updates of all feeds, or messages of all subscribers, in one trial. */
  private static final double MAX_EVENTS = 600_000;

  private static final Duration MIN_WINDOW = Duration.ofSeconds(1);

  static Affordable of(Strategy strategy, Workload workload, SweepTiming timing) {
    if (!(strategy instanceof Strategy.Poll poll)) {
      double each = events(workload.arrivals(), seconds(timing));
      int told = fitting(each, workload.subscribers());
      return new Affordable(
          with(workload, workload.arrivals(), Math.min(told, workload.feeds()), told),
          shortened(timing, each, MIN_WINDOW),
          1);
    }
    Arrivals thin = thinned(workload.arrivals(), poll.pace().shortest(), timing);
    double each = events(thin, seconds(timing));
    int feeds = fitting(each, workload.feeds());
    int watchers = Math.ceilDiv(workload.subscribers(), workload.feeds());
    int subscribers = feeds == workload.feeds() ? workload.subscribers() : feeds * watchers;
    return new Affordable(
        with(workload, thin, feeds, subscribers),
        shortened(timing, each, poll.pace().longest().multipliedBy(2)),
        events(thin, 1) / events(workload.arrivals(), 1));
  }

  private static int fitting(double each, int asked) {
    return (int) Math.clamp(MAX_EVENTS / Math.max(each, 1), 1, asked);
  }

  private static SweepTiming shortened(SweepTiming timing, double each, Duration least) {
    if (each <= MAX_EVENTS) {
      return timing;
    }
    var shorter = Duration.ofNanos(Math.round(MAX_EVENTS / each * seconds(timing) * 1e9));
    Duration window = shorter.compareTo(least) < 0 ? least : shorter;
    return window.compareTo(timing.window()) < 0
        ? new SweepTiming(timing.warmup(), window, 1, timing.drain())
        : timing;
  }

  /** Updates of one feed in so many seconds; of a trace, all. */
  private static double events(Arrivals arrivals, double seconds) {
    return arrivals instanceof Arrivals.Trace trace
        ? trace.offsetsNanos().size()
        : arrivals.ratePerSecond() * seconds;
  }

  private static Arrivals thinned(Arrivals arrivals, Duration interval, SweepTiming timing) {
    double most = UPDATES_PER_INTERVAL * 1e9 / interval.toNanos();
    boolean few = events(arrivals, seconds(timing)) <= MAX_EVENTS / 20;
    if (few || (arrivals.ratePerSecond() > 0 && arrivals.ratePerSecond() <= most)) {
      return arrivals;
    }
    return switch (arrivals) {
      case Arrivals.Periodic _ -> new Arrivals.Periodic(most);
      case Arrivals.Poisson _ -> new Arrivals.Poisson(most);
      case Arrivals.Burst burst -> new Arrivals.Burst(1, Math.min(burst.burstsPerSecond(), most));
      case Arrivals.Gaps gaps ->
          new Arrivals.Gaps(
              Math.min(gaps.ratePerPeriodSecond(), most), gaps.openSeconds(), gaps.closedSeconds());
      case Arrivals.Trace trace -> TraceStretches.thinned(trace, Math.round(1e9 / most));
    };
  }

  private static Workload with(Workload old, Arrivals arrivals, int feeds, int subscribers) {
    return new Workload(arrivals, feeds, subscribers, old.payloadBytes(), old.protocol());
  }

  private static double seconds(SweepTiming timing) {
    return timing.windows() * (timing.window().toNanos() / 1e9);
  }
}

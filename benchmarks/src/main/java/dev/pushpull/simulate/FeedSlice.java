package dev.pushpull.simulate;

import dev.pushpull.plan.Seeds;
import dev.pushpull.schedule.Phases;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Some of one feed's subscribers, from the start of their polls to the last drain's end: the unit
 * of work. What it adds to a tally does not depend on how the feed was sliced.
 *
 * @param from the first subscriber of the feed
 * @param to the one after the last
 */
record FeedSlice(SimulationSpec spec, int feed, int from, int to) {

  /**
   * Runs it.
   *
   * @param load how many of the feed's instants are loaded at once; does not matter to the result
   */
  void run(Tally tally, int load) {
    Windows windows = spec.windows();
    var buffer = new UpdateBuffer(spec.updates().of(feed), spec.endNanos(), load);
    Listeners listeners = listeners(tally);
    while (!buffer.isComplete()) {
      count(buffer, buffer.load(), windows, tally);
      long limit = Math.min(buffer.horizon(), spec.endNanos());
      for (int i = 0; i < listeners.count(); i++) {
        listeners.advance(i, buffer.instants(), limit);
      }
      if (!buffer.isComplete() && listeners.count() > 0) {
        int passed = listeners.oldestHeld();
        buffer.drop(passed);
        listeners.dropped(passed);
      }
    }
    for (int i = 0; i < listeners.count(); i++) {
      listeners.end(i, buffer.instants(), buffer.size());
    }
  }

  /** Version 1 is not an arrival: everyone has it, even where it lies at the window's start. */
  private void count(UpdateBuffer buffer, int fresh, Windows windows, Tally tally) {
    long[] instants = buffer.instants();
    long published = 0;
    for (int i = Math.max(1, fresh); i < buffer.size(); i++) {
      published += windows.of(instants[i]) >= 0 ? 1 : 0;
    }
    tally.published += published * (to - from);
    tally.publishedByFeeds += from == 0 ? published : 0;
  }

  private Listeners listeners(Tally tally) {
    if (!(spec.strategy() instanceof Strategy.Poll poll)) {
      return spec.strategy() instanceof Strategy.LongPoll
          ? new LongPollListeners(spec, serviceSeeds(), tally)
          : new PushListeners(spec, serviceSeeds(), tally);
    }
    if (poll.pace() instanceof Pace.Fixed fixed && FixedListeners.fits(spec, fixed)) {
      return new FixedListeners(spec, fixed, firsts(poll.pace()), tally);
    }
    long[] seeds = each(i -> Seeds.pace(spec.seed(), spec.repeat(), feed, i));
    return new ScheduledListeners(
        spec, poll.pace(), firsts(poll.pace()), seeds, serviceSeeds(), tally);
  }

  private long[] serviceSeeds() {
    return each(i -> Seeds.service(spec.seed(), spec.repeat(), feed, i));
  }

  /** The first polls, where a trial of these seeds has them. */
  private long[] firsts(Pace pace) {
    long start = -spec.timing().warmup().toNanos();
    long span = pace.span().toNanos();
    long seed = Seeds.phases(spec.seed(), spec.repeat(), feed);
    double[] phases = Phases.stratified(seed, spec.watchers(feed));
    return each(i -> start + (long) (phases[i] * span));
  }

  private long[] each(IntToLongFunction value) {
    long[] values = new long[to - from];
    Arrays.setAll(values, i -> value.applyAsLong(from + i));
    return values;
  }
}

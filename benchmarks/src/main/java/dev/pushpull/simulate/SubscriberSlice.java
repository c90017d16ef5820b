package dev.pushpull.simulate;

import dev.pushpull.schedule.Phases;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some of one feed's subscribers, from the start of their polls to the last drain's end: the unit
 * of work. What it adds to a tally does not depend on how the feed was sliced.
 *
 * @param from the first subscriber of the feed
 * @param to the one after the last
 */
record SubscriberSlice(SimulationSpec spec, int feed, int from, int to) {

  /**
   * Runs it.
   *
   * @param load how many of the feed's instants are loaded at once; does not matter to the result
   */
  void run(Tally tally, int load) {
    var run = new SliceRun(spec, feed, tally);
    var buffer = new UpdateBuffer(spec.updates().of(feed), spec.endNanos(), load);
    List<? extends Listener> listeners = listeners(run);
    while (!buffer.isComplete()) {
      count(buffer, buffer.load(), run.windows, tally);
      long limit = Math.min(buffer.horizon(), spec.endNanos());
      listeners.forEach(listener -> listener.advance(buffer.instants(), limit));
      if (!buffer.isComplete() && !listeners.isEmpty()) {
        int passed = listeners.stream().mapToInt(listener -> listener.held).min().orElseThrow();
        buffer.drop(passed);
        listeners.forEach(listener -> listener.held -= passed);
      }
    }
    listeners.forEach(listener -> listener.end(buffer.instants(), buffer.size()));
  }

  /** Version 1 is not an arrival: everyone has it, even where it lies at the window's start. */
  private void count(UpdateBuffer buffer, int fresh, Windows windows, Tally tally) {
    long[] instants = buffer.instants();
    long published = 0;
    for (int i = Math.max(1, fresh); i < buffer.size(); i++) {
      published += windows.of(instants[i]) >= 0 ? 1 : 0;
    }
    tally.published.add(published * (to - from));
    tally.publishedByFeeds.add(from == 0 ? published : 0);
  }

  private List<? extends Listener> listeners(SliceRun run) {
    long seed = Seeds.phases(spec.seed(), spec.repeat(), feed);
    double[] phases = Phases.stratified(seed, spec.watchers(feed));
    return IntStream.range(from, to)
        .mapToObj(
            index ->
                switch (spec.strategy()) {
                  case Strategy.Poll(Pace pace, _) -> poller(run, index, pace, phases[index]);
                  case Strategy.LongPoll _ -> new LongPollListener(run, index);
                  default -> new PushListener(run, index);
                })
        .toList();
  }

  /** Where a trial of these seeds has its first poll. */
  private Listener poller(SliceRun run, int index, Pace pace, double phase) {
    long first = spec.startNanos() + (long) (phase * pace.span().toNanos());
    return pace instanceof Pace.Fixed fixed && FixedListener.fits(spec, fixed)
        ? new FixedListener(run, index, fixed, first)
        : new ScheduledListener(run, index, pace, first);
  }
}

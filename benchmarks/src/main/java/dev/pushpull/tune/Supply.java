package dev.pushpull.tune;

import dev.pushpull.model.UpdateProcess;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.schedule.Arrivals;
import java.util.ArrayList;
import java.util.List;

/**
 * How a feed's updates come, as the closed forms see it.
 *
 * @param process in ms
 * @param ratePerSecond updates a second and feed
 */
public record Supply(UpdateProcess process, double ratePerSecond) {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MILLIS = 1e3;
  private static final int GAPS = 10_000;

  /**
   * Of an arrival process.
   *
   * @throws IllegalArgumentException if it is a trace of fewer than two instants
   */
  public static Supply of(Arrivals arrivals) {
    double perSecond =
        arrivals instanceof Arrivals.Trace trace
            ? (trace.offsetsNanos().size() - 1) / TraceStretches.spanSeconds(trace)
            : arrivals.ratePerSecond();
    return new Supply(UpdateProcess.perMilli(arrivals, GAPS), perSecond);
  }

  /**
   * Of a verifying run's stretch, which ends when its window does.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static Supply of(VerifyingRun run) {
    List<Long> offsets = run.stretch().orElseThrow(IllegalArgumentException::new).offsetsNanos();
    long window = run.timing().window().toNanos();
    var whole = new ArrayList<>(offsets);
    whole.add(Math.max(window, offsets.getLast()));
    double perSecond = offsets.size() * 1e9 / window;
    var trace = new Arrivals.Trace("stretch", whole);
    return new Supply(UpdateProcess.perMilli(trace, GAPS), perSecond);
  }

  /**
   * Long polls a second that end without an update; 0 for other strategies.
   *
   * @param faster by what factor updates come faster
   * @param delayMillis half the round trip that each takes beside its wait
   */
  double timeouts(Strategy strategy, double faster, double delayMillis) {
    double wait = Strategy.LongPoll.WAIT.toNanos() / NANOS_PER_MILLI + 2 * delayMillis;
    return strategy instanceof Strategy.LongPoll
        ? MILLIS * faster * process.timeouts(wait * faster)
        : 0;
  }
}

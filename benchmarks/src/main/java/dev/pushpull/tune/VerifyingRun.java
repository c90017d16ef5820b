package dev.pushpull.tune;

import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.Optional;

/**
 * The run that would check an advice: small enough to be made, large enough for the percentiles
 * that are asked for. What it may show by chance is what the bound is about.
 *
 * @param workload what it measures; of a trace, its worst stretch
 * @param timing of every fork
 * @param stretch of the trace, if the updates are one
 * @param hasSamples whether the percentiles that are asked for will stand on enough samples
 */
public record VerifyingRun(
    Workload workload, SweepTiming timing, Optional<Traces.Stretch> stretch, boolean hasSamples) {

  private static final int MOST_SUBSCRIBERS = 100;

  /** Polls or messages a second that two cores carry with ease beside the clients. */
  private static final double MOST_PER_SECOND = 1_000;

  private static final int INTERVALS = 20;
  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Duration USUAL_MOST = Duration.ofSeconds(60);
  private static final Duration MOST = Duration.ofMinutes(10);
  private static final Duration BOUND = Duration.ofHours(1);
  private static final double SAMPLE_MARGIN = 1.5;

  /**
   * The run for a question whose answer is about this interval.
   *
   * @param interval of the polls that it will compare
   * @param newsPerSecond updates that a subscriber will see in a second
   */
  static VerifyingRun of(Question question, Duration interval, double newsPerSecond) {
    double seconds = interval.toNanos() / 1e9;
    Workload asked = question.workload();
    double busiest = Math.max(1 / seconds, newsPerSecond);
    int subscribers =
        (int)
            Math.clamp(
                MOST_PER_SECOND / busiest, 1, Math.min(MOST_SUBSCRIBERS, asked.subscribers()));
    double needed =
        SAMPLE_MARGIN * Samples.needed(question.objectives()) / (subscribers * newsPerSecond);
    Duration window = window(interval, needed);
    Optional<Traces.Stretch> stretch =
        asked.arrivals() instanceof Arrivals.Trace trace
            ? Optional.of(Traces.worst(trace, window, interval))
            : Optional.empty();
    Arrivals arrivals =
        stretch
            .<Arrivals>map(part -> new Arrivals.Trace("stretch", part.offsetsNanos()))
            .orElse(asked.arrivals());
    var workload =
        new Workload(
            arrivals,
            Math.min(asked.feeds(), subscribers),
            subscribers,
            asked.payloadBytes(),
            asked.protocol());
    var timing = new SweepTiming(Duration.ofSeconds(1), window, 1, Optional.empty());
    return new VerifyingRun(workload, timing, stretch, needed <= window.toNanos() / 1e9);
  }

  private static Duration window(Duration interval, double neededSeconds) {
    Duration usual = clamp(interval.multipliedBy(INTERVALS), LEAST, USUAL_MOST);
    Duration needed =
        Duration.ofSeconds((long) Math.ceil(Math.min(neededSeconds, MOST.toNanos() / 1e9)));
    Duration two = interval.multipliedBy(2);
    return clamp(max(usual, max(needed, two)), LEAST, BOUND);
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration clamp(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
  }

  /** How a fork of one strategy spends its time. */
  Timing timing(Strategy strategy) {
    return timing.of(strategy);
  }
}

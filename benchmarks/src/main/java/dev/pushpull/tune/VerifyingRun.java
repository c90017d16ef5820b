package dev.pushpull.tune;

import dev.pushpull.spec.SweepTiming;
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
    Workload workload,
    SweepTiming timing,
    Optional<TraceStretches.Stretch> stretch,
    boolean hasSamples) {

  private static final int MAX_SUBSCRIBERS = 100;

  /** Polls or messages a second that two cores carry with ease beside the clients. */
  private static final double MAX_PER_SECOND = 1_000;

  private static final int INTERVALS = 20;
  private static final Duration MIN_WINDOW = Duration.ofSeconds(10);
  private static final Duration USUAL_MAX = Duration.ofSeconds(60);
  private static final Duration MIN_WINDOW_OF_TRACE = Duration.ofSeconds(1);

  /** The longest window that is made for the sake of certainty. */
  static final Duration MAX_WINDOW = Duration.ofMinutes(10);

  private static final Duration BOUND = Duration.ofHours(1);
  private static final double AGE_UPDATES = 400;
  private static final double SAMPLE_MARGIN = 1.5;
  private static final double GROWTH = 1.5;

  /**
   * The run for a question whose answer is about this interval.
   *
   * @param interval of the polls that it will compare
   * @param newsPerSecond updates that a subscriber will see in a second; unused for a trace
   * @param least how long its window is at least; a trace's own length is the most
   */
  public static VerifyingRun of(
      Question question, Duration interval, double newsPerSecond, Duration least) {
    double polls = 1e9 / interval.toNanos();
    int most = Math.min(MAX_SUBSCRIBERS, question.workload().subscribers());
    int subscribers = (int) Math.clamp(MAX_PER_SECOND / Math.max(polls, newsPerSecond), 1, most);
    double news = SAMPLE_MARGIN * Objective.samplesNeeded(question.objectives()) / subscribers;
    Duration twice = interval.multipliedBy(2);
    Duration usual = clamp(interval.multipliedBy(INTERVALS), MIN_WINDOW, USUAL_MAX);
    Duration window = max(clamp(max(usual, twice), MIN_WINDOW, BOUND), least);
    return question
        .trace()
        .map(trace -> ofTrace(question, interval, subscribers, news, trace, window))
        .orElseGet(() -> ofProcess(question, subscribers, news / newsPerSecond, window));
  }

  /** How old data is hangs on the updates that come by chance, however many clients look. */
  private static VerifyingRun ofProcess(
      Question question, int subscribers, double neededSeconds, Duration least) {
    Arrivals arrivals = question.workload().arrivals();
    int feeds = Math.min(question.workload().feeds(), subscribers);
    double perSecond = Supply.of(arrivals).process().rate() * 1e3 * feeds;
    double settled = question.isAboutAge() ? AGE_UPDATES / perSecond : 0;
    double needed = Math.min(Math.max(neededSeconds, settled), MAX_WINDOW.toNanos() / 1e9);
    Duration window = clamp(max(least, seconds(needed)), MIN_WINDOW, BOUND);
    return new VerifyingRun(
        question.workload(arrivals, feeds, subscribers),
        timing(window),
        Optional.empty(),
        neededSeconds <= window.toNanos() / 1e9);
  }

  /** Its worst stretch, lengthened until enough lies in it. */
  private static VerifyingRun ofTrace(
      Question question,
      Duration interval,
      int subscribers,
      double news,
      Arrivals.Trace trace,
      Duration least) {
    Duration whole = Duration.ofSeconds((long) Math.max(1, TraceStretches.spanSeconds(trace)));
    Duration most = clamp(whole, MIN_WINDOW_OF_TRACE, MAX_WINDOW);
    Duration window = clamp(least, MIN_WINDOW_OF_TRACE, max(whole, interval.multipliedBy(2)));
    TraceStretches.Stretch stretch = worst(question, trace, window, interval);
    while (stretch.news(interval) < news && window.compareTo(most) < 0) {
      window = clamp(seconds(window.toNanos() / 1e9 * GROWTH), MIN_WINDOW_OF_TRACE, most);
      stretch = worst(question, trace, window, interval);
    }
    var arrivals = new Arrivals.Trace("stretch", stretch.offsetsNanos());
    return new VerifyingRun(
        question.workload(
            arrivals, Math.min(question.workload().feeds(), subscribers), subscribers),
        timing(window),
        Optional.of(stretch),
        stretch.news(interval) >= news);
  }

  private static TraceStretches.Stretch worst(
      Question question, Arrivals.Trace trace, Duration window, Duration interval) {
    return question.isAboutAge()
        ? TraceStretches.quietest(trace, window)
        : TraceStretches.worst(trace, window, interval);
  }

  private static SweepTiming timing(Duration window) {
    return new SweepTiming(Duration.ofSeconds(1), window, 1, Optional.empty());
  }

  /** Whole seconds; tens of them where they are many. */
  private static Duration seconds(double atLeast) {
    long unit = atLeast > USUAL_MAX.toNanos() / 1e9 ? 10 : 1;
    return Duration.ofSeconds((long) Math.ceil(atLeast / unit) * unit);
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration clamp(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
  }
}

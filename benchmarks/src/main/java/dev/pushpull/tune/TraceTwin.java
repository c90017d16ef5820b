package dev.pushpull.tune;

import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.tune.Recommendation.InStretch;
import dev.pushpull.tune.Recommendation.TraceFacts;
import dev.pushpull.tune.Recommendation.Twin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a trace against a Poisson process of the same mean rate, to see what is peculiar to it. */
final class TraceTwin {

  private static final int BINS = 168;
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final int POISSON_FEEDS = 10;

  /** The rates that an arrival process may have, per second. */
  private static final double SLOWEST = 1e-4;

  private static final double FASTEST = 100_000;

  private TraceTwin() {}

  /** The facts; empty if the updates are no trace. */
  static Optional<TraceFacts> facts(Search search) {
    return search.question().workload().arrivals() instanceof Arrivals.Trace trace
        ? Optional.of(facts(search, trace))
        : Optional.empty();
  }

  private static TraceFacts facts(Search search, Arrivals.Trace trace) {
    long[] at = trace.offsetsNanos().stream().mapToLong(Long::longValue).toArray();
    double span = Traces.spanSeconds(trace);
    int busiest = busiestHour(at);
    return new TraceFacts(
        trace.file(),
        at.length,
        span,
        (at[busiest] - at[0]) / 1e9,
        within(at, busiest, HOUR_NANOS),
        gapVariation(at),
        span / BINS,
        bins(at, span),
        stretch(search),
        (at.length - 1) / span,
        twin(search, (at.length - 1) / span));
  }

  /** What fixed polls show in the worst stretch, as if it came again and again. */
  private static List<InStretch> stretch(Search search) {
    var question = search.question();
    var forms = new ClosedForms(Supply.of(search.run()), question.service(), Spending.of(question));
    List<String> metrics = question.objectives().stream().map(Objective::metric).toList();
    return search.fixed().stream()
        .map(choice -> inStretch(choice, forms.predict(choice.strategy()), metrics))
        .toList();
  }

  private static InStretch inStretch(Choice choice, Prediction shown, List<String> metrics) {
    var figures = new LinkedHashMap<String, Double>();
    metrics.forEach(
        metric -> shown.figure(metric).ifPresent(figure -> figures.put(metric, figure)));
    return new InStretch(choice.strategy().toString(), figures);
  }

  /** Where the hour with the most updates begins: at one of them. */
  private static int busiestHour(long[] at) {
    int best = 0;
    int most = 0;
    int end = 0;
    for (int from = 0; from < at.length; from++) {
      while (end < at.length && at[end] - at[from] < HOUR_NANOS) {
        end++;
      }
      if (end - from > most) {
        most = end - from;
        best = from;
      }
    }
    return best;
  }

  private static int within(long[] at, int from, long length) {
    int end = from;
    while (end < at.length && at[end] - at[from] < length) {
      end++;
    }
    return end - from;
  }

  private static double gapVariation(long[] at) {
    double mean = (double) (at[at.length - 1] - at[0]) / (at.length - 1);
    double squares = 0;
    for (int i = 1; i < at.length; i++) {
      squares += Math.pow(at[i] - at[i - 1] - mean, 2);
    }
    return Math.sqrt(squares / (at.length - 1)) / mean;
  }

  private static List<Integer> bins(long[] at, double spanSeconds) {
    int[] bins = new int[BINS];
    for (long instant : at) {
      int bin = (int) ((instant - at[0]) / (spanSeconds * 1e9) * BINS);
      bins[Math.min(bin, BINS - 1)]++;
    }
    var list = new ArrayList<Integer>();
    for (int count : bins) {
      list.add(count);
    }
    return list;
  }

  private static @Nullable Twin twin(Search whole, double rate) {
    Question question = whole.question();
    boolean polls = question.ways().stream().anyMatch(Way::isFixed);
    if (rate < SLOWEST || rate > FASTEST || !polls) {
      return null;
    }
    var asked = question.workload();
    var poisson =
        new Workload(
            new Arrivals.Poisson(rate),
            Math.min(POISSON_FEEDS, asked.subscribers()),
            asked.subscribers(),
            asked.payloadBytes(),
            asked.protocol());
    Search search = whole.ofPolling(poisson);
    return new Twin(
        search.bestFixed().map(choice -> choice.strategy().toString()).orElse(null),
        search.fixed().stream()
            .map(choice -> Facts.candidate(choice, search.rehearsal()))
            .toList());
  }
}

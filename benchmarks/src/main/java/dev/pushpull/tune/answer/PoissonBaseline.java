package dev.pushpull.tune.answer;

import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.tune.ClosedForms;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Prediction;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation.InStretch;
import dev.pushpull.tune.Recommendation.TraceFacts;
import dev.pushpull.tune.Recommendation.Twin;
import dev.pushpull.tune.Search;
import dev.pushpull.tune.Spending;
import dev.pushpull.tune.Supply;
import dev.pushpull.tune.TraceStretches;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Holds a trace against a Poisson process of the same mean rate, to see what is peculiar to it. */
final class PoissonBaseline {

  private static final int BINS = 168;
  private static final int POISSON_FEEDS = 10;

  /** The rates that an arrival process may have, per second. */
  private static final double MIN_RATE = 1e-4;

  private static final double MAX_RATE = 100_000;

  private PoissonBaseline() {}

  /** The facts; empty if the updates are no trace. */
  static Optional<TraceFacts> facts(Search search) {
    return search.question.trace().map(trace -> facts(search, trace));
  }

  private static TraceFacts facts(Search search, Arrivals.Trace trace) {
    long[] at = TraceStretches.instants(trace);
    double span = TraceStretches.spanSeconds(trace);
    double rate = (at.length - 1) / span;
    TraceStretches.Stretch busiest = TraceStretches.heaviest(at, Duration.ofHours(1), _ -> 1);
    return new TraceFacts(
        trace.file(),
        at.length,
        span,
        (busiest.fromNanos() - at[0]) / 1e9,
        busiest.offsetsNanos().size(),
        gapVariation(at),
        span / BINS,
        bins(at, span),
        stretch(search),
        rate,
        twin(search, rate));
  }

  /** What fixed polls show in the worst stretch, as if it came again and again. */
  private static List<InStretch> stretch(Search search) {
    Question question = search.question;
    var forms = new ClosedForms(Supply.of(search.run), question.service(), Spending.of(question));
    return search.fixed().stream()
        .map(
            choice -> {
              Prediction shown = forms.predict(choice.strategy());
              var figures = new LinkedHashMap<String, Double>();
              for (Objective o : question.objectives()) {
                shown.figure(o.metric()).ifPresent(figure -> figures.put(o.metric(), figure));
              }
              return new InStretch(choice.strategy().toString(), figures);
            })
        .toList();
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
    return IntStream.of(bins).boxed().toList();
  }

  private static @Nullable Twin twin(Search whole, double rate) {
    Question question = whole.question;
    if (rate < MIN_RATE || rate > MAX_RATE || !question.mayPoll()) {
      return null;
    }
    int subscribers = question.workload().subscribers();
    Workload poisson =
        question.workload(
            new Arrivals.Poisson(rate), Math.min(POISSON_FEEDS, subscribers), subscribers);
    Search search = whole.ofPolling(poisson);
    return new Twin(
        search.bestFixed.map(choice -> choice.strategy().toString()).orElse(null),
        search.fixed().stream().map(choice -> Facts.candidate(choice, search)).toList());
  }
}

package dev.pushpull.compare;

import dev.pushpull.compare.Sample.LeftOut;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one row may rest on: a figure of the trials in which it is VALID and exact. Two repeats are
 * a pair when their numbers and the digests of their arrivals are equal, for then both saw the same
 * updates, and what these add to the noise cancels. Five pairs are tested as pairs, and repeats
 * without a partner are left out; else the sides are tested as two independent samples.
 *
 * @param paired whether the values at the same place of both samples saw the same updates
 */
record Evidence(boolean paired, Sample base, Sample candidate) {

  /** Fewer repeats on either side support no verdict. */
  static final int MIN_REPEATS = 5;

  private static final int MIN_TO_SHOW = 2;

  private record Arrivals(int repeat, String digest) {}

  /** The usable repeats of one side, in their order, and why the others are none. */
  private record Usable(List<TrialResult> trials, int notValid, int missing, int lowerBounds) {

    static Usable of(List<TrialResult> all, PrimaryMetric metric) {
      FigureGroup kind = FigureGroup.of(metric.path());
      List<TrialResult> valid =
          all.stream().filter(t -> t.validity().verdict(kind) == Validity.Verdict.VALID).toList();
      List<TrialResult> known = valid.stream().filter(t -> metric.of(t).isPresent()).toList();
      List<TrialResult> exact = known.stream().filter(t -> !metric.isLowerBound(t)).toList();
      return new Usable(
          exact,
          all.size() - valid.size(),
          valid.size() - known.size(),
          known.size() - exact.size());
    }

    /** By arrivals; empty where two repeats have the same, so that partners would be ambiguous. */
    Map<Arrivals, TrialResult> byArrivals() {
      var found = new LinkedHashMap<Arrivals, TrialResult>();
      for (TrialResult trial : trials) {
        boolean known = !trial.arrivalsDigest().isBlank();
        var arrivals = new Arrivals(trial.repeat(), trial.arrivalsDigest());
        if (known && found.put(arrivals, trial) != null) {
          return Map.of();
        }
      }
      return found;
    }

    Sample sample(PrimaryMetric metric, Stream<TrialResult> used) {
      List<Double> values = used.flatMap(t -> metric.of(t).stream()).toList();
      int all = trials.size() + notValid + missing + lowerBounds;
      int unpaired = trials.size() - values.size();
      return new Sample(values, all, new LeftOut(notValid, missing, lowerBounds, unpaired));
    }
  }

  static Evidence of(
      List<TrialResult> baseTrials, List<TrialResult> candidateTrials, PrimaryMetric metric) {
    Usable base = Usable.of(baseTrials, metric);
    Usable candidate = Usable.of(candidateTrials, metric);
    Map<Arrivals, TrialResult> baseByArrivals = base.byArrivals();
    Map<Arrivals, TrialResult> candidateByArrivals = candidate.byArrivals();
    List<Arrivals> common =
        baseByArrivals.keySet().stream()
            .filter(candidateByArrivals::containsKey)
            .sorted(Comparator.comparingInt(Arrivals::repeat))
            .toList();
    return isPaired(common.size(), Math.min(base.trials.size(), candidate.trials.size()))
        ? new Evidence(
            true,
            base.sample(metric, common.stream().map(baseByArrivals::get)),
            candidate.sample(metric, common.stream().map(candidateByArrivals::get)))
        : new Evidence(
            false,
            base.sample(metric, base.trials.stream()),
            candidate.sample(metric, candidate.trials.stream()));
  }

  /** Too few for a verdict are shown as pairs only if that costs no repeat. */
  private static boolean isPaired(int pairs, int smallerSide) {
    return smallerSide >= MIN_REPEATS
        ? pairs >= MIN_REPEATS
        : pairs >= MIN_TO_SHOW && pairs == smallerSide;
  }

  /** How many repeats the smaller side has. */
  int repeats() {
    return Math.min(base.repeats(), candidate.repeats());
  }

  boolean supportsVerdict() {
    return repeats() >= MIN_REPEATS;
  }

  /** Whether a difference can be estimated with an interval. */
  boolean supportsDifference() {
    return repeats() >= MIN_TO_SHOW;
  }

  /** Whether the figure is in no trial of either run in which it would be VALID. */
  boolean notMeasured() {
    return hasNone(base) && hasNone(candidate);
  }

  private static boolean hasNone(Sample sample) {
    return sample.leftOut().missing() > 0
        && sample.leftOut().missing() == sample.trials() - sample.leftOut().notValid();
  }
}

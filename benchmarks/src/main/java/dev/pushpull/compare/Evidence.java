package dev.pushpull.compare;

import dev.pushpull.compare.Sample.LeftOut;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What one row may rest on: a figure of the trials in which it is VALID and exact. Two repeats are
 * a pair when their numbers and the digests of their arrivals are equal, for then both saw the same
 * updates, and what these add to the noise cancels. Five pairs are tested as pairs, and repeats
 * without a partner are left out; else the sides are tested as two independent samples.
 *
 * @param paired whether the values at the same place of both samples saw the same updates
 * @param overlaps whether what is known of both sides' figures does not tell them apart
 */
record Evidence(boolean paired, Sample base, Sample candidate, boolean overlaps) {

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

    Sample sample(End end, Stream<TrialResult> used) {
      List<Double> values = used.flatMap(t -> end.apply(t).stream()).toList();
      int all = trials.size() + notValid + missing + lowerBounds;
      int unpaired = trials.size() - values.size();
      return new Sample(values, all, new LeftOut(notValid, missing, lowerBounds, unpaired));
    }
  }

  /** Which end of a figure that is known between two is looked at. */
  private interface End extends Function<TrialResult, Optional<Double>> {}

  /**
   * The ends that lie closest together of figures that are known between two, so that what differs
   * by these differs wherever the figures are; the lower ends where the ranges overlap.
   */
  static Evidence of(
      List<TrialResult> baseTrials, List<TrialResult> candidateTrials, PrimaryMetric metric) {
    Evidence lower = of(baseTrials, candidateTrials, metric, metric::of, metric::of);
    boolean ours =
        Stream.of(baseTrials, candidateTrials)
            .flatMap(List::stream)
            .allMatch(trial -> trial.target() == null);
    if (ours || lower.repeats() == 0) {
      return lower;
    }
    Evidence rise = of(baseTrials, candidateTrials, metric, metric::upper, metric::of);
    Evidence fall = of(baseTrials, candidateTrials, metric, metric::of, metric::upper);
    if (rise.step() > 0 || rise.equals(fall)) {
      return rise;
    }
    return fall.step() < 0 ? fall : new Evidence(lower.paired, lower.base, lower.candidate, true);
  }

  /** Candidate less base, by their medians. */
  private double step() {
    return candidate.median().orElseThrow() - base.median().orElseThrow();
  }

  private static Evidence of(
      List<TrialResult> baseTrials,
      List<TrialResult> candidateTrials,
      PrimaryMetric metric,
      End ofBase,
      End ofCandidate) {
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
            base.sample(ofBase, common.stream().map(baseByArrivals::get)),
            candidate.sample(ofCandidate, common.stream().map(candidateByArrivals::get)),
            false)
        : new Evidence(
            false,
            base.sample(ofBase, base.trials.stream()),
            candidate.sample(ofCandidate, candidate.trials.stream()),
            false);
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

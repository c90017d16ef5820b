package dev.pushpull.report.sweep;

import dev.pushpull.report.Spread;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.text.Numbers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The repeats of one strategy under one workload.
 *
 * @param name how its subscribers listened, see {@link StrategyName}; may be any text in a run that
 *     another version or a person wrote
 * @param workload what they listened to
 * @param trials at least one, by repeat
 */
public record Row(String name, WorkloadInfo workload, List<TrialResult> trials) {

  /** The strategy, if this version knows it. */
  public Optional<Strategy> strategy() {
    return strategy(name);
  }

  /** Whether its subscribers were bare sockets, the floor under WebSocket. */
  public boolean isFloor() {
    return isFloor(name);
  }

  /** Whether a strategy's name is that of the bare socket. */
  public static boolean isFloor(String name) {
    return named(name).filter(StrategyName::isFloor).isPresent();
  }

  /** Whether its subscribers asked again and again; false for what this version does not know. */
  public boolean polls() {
    return strategy().filter(strategy -> !strategy.isPush()).isPresent();
  }

  /**
   * What it is called without its figures, such as {@code poll} or {@code backoff}; the whole name
   * of a push, and of what this version does not know.
   */
  public String kind() {
    return strategy().orElse(null) instanceof Strategy.Poll poll ? poll.kind() : name;
  }

  /** The interval of polls that have one, if only as their mean; empty where the answers decide. */
  public Optional<Duration> interval() {
    return strategy().orElse(null) instanceof Strategy.Poll poll
        ? poll.pace().meanInterval()
        : Optional.empty();
  }

  /** The strategy of that name, if this version knows one. */
  public static Optional<Strategy> strategy(String name) {
    return named(name).map(StrategyName::strategy);
  }

  private static Optional<StrategyName> named(String name) {
    try {
      return Optional.of(StrategyName.parse(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A figure over the trials that are not INVALID. */
  public Optional<Spread> spread(TrialFigure figure) {
    return spread(figure, usable());
  }

  /** A figure over the trials in which it is VALID. */
  public Optional<Spread> validSpread(TrialFigure figure) {
    return spread(figure, valid(figure.kind()));
  }

  private static Optional<Spread> spread(TrialFigure figure, List<TrialResult> trials) {
    double[] values =
        trials.stream()
            .map(figure.of())
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return Spread.of(values, trials.stream().anyMatch(figure.isLowerBound()));
  }

  /** The median of those. */
  public Optional<Double> median(TrialFigure figure) {
    return validSpread(figure).map(Spread::median);
  }

  /** The same of an amount of data, in words. */
  String bytes(TrialFigure figure) {
    return median(figure).map(Numbers::bytes).orElse("an unknown number of bytes");
  }

  /** The share of time in which the copies were wrong, such as {@code 36.8 %}. */
  String staleTime() {
    return median(TrialFigures.STALE_TIME).map(v -> Numbers.percent(v / 100)).orElse("some");
  }

  /** Those that sentences on a figure may rest on. */
  static List<Row> sound(List<Row> rows, TrialFigure figure) {
    return rows.stream()
        .filter(row -> row.supportsClaims(figure.kind()) && row.median(figure).isPresent())
        .toList();
  }

  /** The first with the least median of those that have one. */
  static Optional<Row> least(List<Row> rows, TrialFigure figure) {
    return rows.stream()
        .filter(row -> row.median(figure).isPresent())
        .min(Comparator.comparing(row -> row.median(figure).orElseThrow()));
  }

  /** The last with the largest. */
  static Optional<Row> most(List<Row> rows, TrialFigure figure) {
    return rows.stream()
        .filter(row -> row.median(figure).isPresent())
        .max(Comparator.comparing(row -> row.median(figure).orElseThrow()));
  }

  /** The trials whose figures of a kind are VALID. */
  public List<TrialResult> valid(FigureGroup kind) {
    return trials.stream().filter(t -> t.validity().verdict(kind) == Verdict.VALID).toList();
  }

  /** The trials whose figures of a kind are shown and SUSPECT. */
  public List<TrialResult> doubtful(FigureGroup kind) {
    return trials.stream().filter(t -> t.validity().verdict(kind) == Verdict.SUSPECT).toList();
  }

  /** What stands behind a figure that a SUSPECT trial is part of: a question mark; else nothing. */
  String mark(TrialFigure figure) {
    return doubtful(figure.kind()).isEmpty() ? "" : "?";
  }

  /** The trials that are not INVALID. */
  public List<TrialResult> usable() {
    return trials.stream().filter(trial -> verdict(trial) != Verdict.INVALID).toList();
  }

  /** Whether sentences may rest on its figures of a kind: no trial INVALID, one at least VALID. */
  public boolean supportsClaims(FigureGroup kind) {
    return count(Verdict.INVALID) == 0 && !valid(kind).isEmpty();
  }

  /** The worst verdict. */
  public Verdict verdict() {
    return verdict(FigureGroup.values());
  }

  /** The worst verdict on its figures of some kinds. */
  public Verdict verdict(FigureGroup... kinds) {
    return trials.stream()
        .map(trial -> trial.validity().verdict(kinds))
        .max(Comparator.naturalOrder())
        .orElse(Verdict.VALID);
  }

  /** The worst verdict and how many trials have it, such as {@code SUSPECT 1/5}. */
  public String verdictText() {
    Verdict worst = verdict();
    long bad = count(worst);
    return bad == trials.size() ? worst.name() : worst + " " + bad + "/" + trials.size();
  }

  private long count(Verdict wanted) {
    return trials.stream().filter(trial -> verdict(trial) == wanted).count();
  }

  private static Verdict verdict(TrialResult trial) {
    return trial.validity().verdict();
  }
}

package dev.pushpull.report.sweep;

import dev.pushpull.metric.Metrics;
import dev.pushpull.report.RunNotices;
import dev.pushpull.report.Spread;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.ScenarioFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.text.Numbers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The repeats of one strategy under one workload.
 *
 * @param name how its subscribers listened, see {@link StrategyName}; may be any text in a run that
 *     another version or a person wrote
 * @param workload what they listened to
 * @param trials at least one, by repeat
 * @param figures of each of them
 */
public record Row(
    String name, WorkloadInfo workload, List<TrialResult> trials, List<Figures> figures) {

  /** What is asked for so often that it is looked up once. */
  record Figures(
      Validity validity,
      Map<String, OptionalDouble> metrics,
      Map<String, Double> upperEnds,
      Set<String> lowerBounds) {

    static Figures of(TrialResult trial) {
      return new Figures(
          trial.validity(),
          Metrics.of(trial),
          Metrics.upperEnds(trial),
          Metrics.lowerBounds(trial));
    }

    private DoubleStream metric(String name) {
      return metrics.getOrDefault(name, OptionalDouble.empty()).stream();
    }
  }

  /** Of trials of one strategy and workload. */
  Row(String name, WorkloadInfo workload, List<TrialResult> trials) {
    this(name, workload, List.copyOf(trials), trials.stream().map(Figures::of).toList());
  }

  /** The strategy, if this version knows it. */
  public Optional<Strategy> strategy() {
    return named().map(StrategyName::strategy);
  }

  private Optional<StrategyName> named() {
    try {
      return Optional.of(StrategyName.parse(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether its subscribers were bare sockets, the floor under WebSocket. */
  public boolean isFloor() {
    return named().filter(StrategyName::isFloor).isPresent();
  }

  /** Whether anyone would choose it, as far as this version knows it: not the floor. */
  public boolean isChoice() {
    return strategy().isPresent() && !isFloor();
  }

  /** The strategy, if its subscribers asked again and again and this version knows it. */
  public Optional<Strategy.Poll> poll() {
    return strategy().filter(Strategy.Poll.class::isInstance).map(Strategy.Poll.class::cast);
  }

  /** Whether its subscribers held a WebSocket open; false for what this version does not know. */
  boolean isWebSocket() {
    return strategy().filter(Strategy.WebSocket.class::isInstance).isPresent();
  }

  /** Whether its subscribers asked again and again; false for what this version does not know. */
  public boolean polls() {
    return poll().isPresent();
  }

  /**
   * What it is called without its figures, such as {@code poll} or {@code backoff}; the whole name
   * of a push, and of what this version does not know.
   */
  public String kind() {
    return poll().map(Strategy.Poll::kind).orElse(name);
  }

  /** The interval of polls that have one, if only as their mean; empty where the answers decide. */
  public Optional<Duration> interval() {
    return poll().flatMap(poll -> poll.pace().meanInterval());
  }

  /** A metric in its own unit, over the trials that are not INVALID. */
  public Optional<Spread> spread(String metric) {
    return spread(Row::isUsable, metric, 1);
  }

  /** A figure over the trials that are not INVALID. */
  public Optional<Spread> spread(TrialFigure figure) {
    return spread(Row::isUsable, figure.metric(), figure.scale());
  }

  /** A figure over the trials in which it is VALID. */
  public Optional<Spread> validSpread(TrialFigure figure) {
    Predicate<Validity> valid = validity -> validity.verdict(figure.kind()) == Verdict.VALID;
    return spread(valid, figure.metric(), figure.scale());
  }

  private Optional<Spread> spread(Predicate<Validity> wanted, String metric, double scale) {
    List<Figures> used = figures.stream().filter(of -> wanted.test(of.validity)).toList();
    return Spread.of(
        used.stream().flatMapToDouble(of -> of.metric(metric)).map(v -> scale * v).toArray(),
        used.stream()
            .flatMap(of -> Stream.ofNullable(of.upperEnds.get(metric)))
            .mapToDouble(v -> scale * v)
            .toArray(),
        used.stream().anyMatch(of -> of.lowerBounds.contains(metric)));
  }

  private static boolean isUsable(Validity validity) {
    return validity.verdict() != Verdict.INVALID;
  }

  /** The median of those; of figures that are known between two ends, of the worse ones. */
  public Optional<Double> median(TrialFigure figure) {
    return validSpread(figure).map(Spread::worse);
  }

  /** The same of a time in ms that it has, in words. */
  String millis(TrialFigure figure) {
    return validSpread(figure).orElseThrow().text(Numbers::millis);
  }

  /** The same of an amount of data, in words. */
  String bytes(TrialFigure figure) {
    return median(figure).map(Numbers::bytes).orElse("an unknown number of bytes");
  }

  /** The share of time in which the copies were wrong, such as {@code 36.8 %}. */
  String staleTime() {
    return validSpread(TrialFigures.STALE_TIME)
        .map(share -> share.text(v -> Numbers.percent(v / 100)))
        .orElse("some");
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

  /** The trials whose figures of a kind are VALID. */
  public List<TrialResult> valid(FigureGroup kind) {
    return with(Verdict.VALID, kind);
  }

  /** The trials whose figures of a kind are shown and SUSPECT. */
  public List<TrialResult> doubtful(FigureGroup kind) {
    return with(Verdict.SUSPECT, kind);
  }

  private List<TrialResult> with(Verdict verdict, FigureGroup... kinds) {
    return trials.stream().filter(t -> t.validity().verdict(kinds) == verdict).toList();
  }

  /** What trials of one scenario alone have. */
  static <S extends ScenarioFigures> Stream<S> stories(List<Row> rows, Class<S> scenario) {
    return rows.stream()
        .flatMap(row -> row.trials.stream())
        .map(TrialResult::story)
        .filter(scenario::isInstance)
        .map(scenario::cast);
  }

  /** What stands behind a figure that a SUSPECT trial is part of: a question mark; else nothing. */
  String mark(TrialFigure figure) {
    return doubtful(figure.kind()).isEmpty() ? "" : "?";
  }

  /** The trials that are not INVALID. */
  public List<TrialResult> usable() {
    return trials.stream().filter(trial -> isUsable(trial.validity())).toList();
  }

  /** Whether sentences may rest on its figures of a kind: no trial INVALID, one at least VALID. */
  public boolean supportsClaims(FigureGroup kind) {
    return verdict() != Verdict.INVALID && !valid(kind).isEmpty();
  }

  /** The worst verdict. */
  public Verdict verdict() {
    return verdict(FigureGroup.values());
  }

  /** The worst verdict on its figures of some kinds. */
  public Verdict verdict(FigureGroup... kinds) {
    return RunNotices.worst(true, trials.stream().map(trial -> trial.validity().verdict(kinds)));
  }

  /** The worst verdict and how many trials have it, such as {@code SUSPECT 1/5}. */
  public String verdictText() {
    Verdict worst = verdict();
    int bad = with(worst, FigureGroup.values()).size();
    return bad == trials.size() ? worst.name() : worst + " " + bad + "/" + trials.size();
  }
}

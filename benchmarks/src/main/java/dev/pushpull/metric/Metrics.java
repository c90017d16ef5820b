package dev.pushpull.metric;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.result.AbsentFigure;
import dev.pushpull.result.Blank;
import dev.pushpull.result.ChatFigures;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.JobFigures;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.ScenarioFigures;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.Quantity.Dimension;
import dev.pushpull.spec.Scenario;
import dev.pushpull.sut.text.NearNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A trial's figures by name. A name is the path of the member in {@code results.json}, such as
 * {@code deliveryLatencyMs.p99}; a requirement may leave {@code Ms} and {@code story.} out.
 */
public final class Metrics {

  private static final List<String> GROUPS =
      List.of(
          ("counts deliveryLatencyMs deliveryLatencyCorrectedMs stalenessMs ageMs requestLatencyMs"
                  + " scheduleLagMs publisherLagMs overhead model validity story")
              .split(" ", -1));

  /** Those that rest on when an update was published. */
  private static final List<String> TWO_ENDED = GROUPS.subList(1, 5);

  /** What a job, which ends once, does not have: clients wait for its end, not for updates. */
  private static final List<String> FEEDS_ALONE =
      List.of("deliveryLatency", "model.deliveryLatency", "ageMs", "publisherLagMs");

  private static final List<String> NAMES =
      List.copyOf(
          of(Blank.of(TrialResult.class).and(Validity.of(Validity.Shares.UNKNOWN))).keySet());

  /** Those of each scenario that has figures beyond what all trials have, by its kind. */
  private static final Map<String, List<String>> STORY_NAMES =
      Map.of(
          Scenario.JobStatus.KIND, namesOf(JobFigures.class),
          Scenario.Chat.KIND, namesOf(ChatFigures.class));

  private Metrics() {}

  private static <T extends Record & ScenarioFigures> List<String> namesOf(Class<T> story) {
    var names = new ArrayList<String>();
    figures("story", ResultJson.node(Blank.of(story)), (name, _) -> names.add(name));
    return names;
  }

  /** Every name that all trials have, in the order of {@code results.json}. */
  public static List<String> names() {
    return NAMES;
  }

  /** The same, and those of the scenarios that a run has trials of. */
  public static List<String> names(RunResults run) {
    var names = new LinkedHashSet<>(NAMES);
    run.trials().forEach(trial -> names.addAll(of(trial).keySet()));
    return List.copyOf(names);
  }

  /** Whether trials of a scenario have a figure. */
  public static boolean isFigureOf(Scenario scenario, String name) {
    boolean jobs = scenario.kind().equals(Scenario.JobStatus.KIND);
    if (jobs && FEEDS_ALONE.stream().anyMatch(name::startsWith)) {
      return false;
    }
    return NAMES.contains(name)
        || STORY_NAMES.getOrDefault(scenario.kind(), List.of()).contains(name);
  }

  /** The same of what is known of a server that is not ours; nothing of one that is. */
  public static Map<String, OptionalDouble> ofTarget(TrialResult trial) {
    var figures = new LinkedHashMap<String, OptionalDouble>();
    figures("target", ResultJson.node(trial).path("target"), figures::put);
    return figures;
  }

  /** Every name with the trial's figure as it is stored, empty where absent. */
  public static Map<String, OptionalDouble> of(TrialResult trial) {
    var figures = new LinkedHashMap<String, OptionalDouble>();
    JsonNode tree = ResultJson.node(trial);
    GROUPS.forEach(group -> figures(group, tree.path(group), figures::put));
    return Collections.unmodifiableMap(figures);
  }

  private static void figures(
      String path, JsonNode node, BiConsumer<String, OptionalDouble> visitor) {
    node.properties().forEach(m -> figures(path + "." + m.getKey(), m.getValue(), visitor));
    if (node.isNumber() || node.isNull()) {
      visitor.accept(
          path, node.isNull() ? OptionalDouble.empty() : OptionalDouble.of(node.asDouble()));
    }
  }

  /**
   * Names of the figures that are lower bounds: of updates that were never seen, and of those of
   * which it is not known when they were published at the earliest.
   */
  public static Set<String> lowerBounds(TrialResult trial) {
    Set<String> found = atLeast(ResultJson.node(trial));
    if (trial.target() != null) {
      Set<String> known = upperEnds(trial).keySet();
      of(trial)
          .forEach(
              (name, figure) -> {
                if (figure.isPresent() && hasTwoEnds(name) && !known.contains(name)) {
                  found.add(name);
                }
              });
    }
    return found;
  }

  /**
   * The other ends, by name, of figures of which only bounds are known, where {@link #of} has the
   * lower ones: none of our own server. A figure without one may be any amount above.
   */
  public static Map<String, Double> upperEnds(TrialResult trial) {
    var found = new LinkedHashMap<String, Double>();
    TargetFigures.AtMost atMost = trial.target() == null ? null : trial.target().atMost();
    if (atMost != null) {
      JsonNode tree = ResultJson.node(atMost);
      Set<String> open = atLeast(tree);
      TWO_ENDED.forEach(
          group ->
              figures(
                  group,
                  tree.path(group),
                  (name, figure) -> {
                    if (figure.isPresent() && hasTwoEnds(name) && !open.contains(name)) {
                      found.put(name, figure.getAsDouble());
                    }
                  }));
    }
    return found;
  }

  /** What a message adds where it is the truth of a target that gives a figure no upper end. */
  static String whyOpen(TrialResult trial, String name) {
    TargetFigures target = trial.target();
    return target == null
            || !hasTwoEnds(name)
            || upperEnds(trial).containsKey(name)
            || atLeast(ResultJson.node(trial)).contains(name)
        ? ""
        : ", and truth '%s' gives no upper end".formatted(target.truth());
  }

  private static boolean hasTwoEnds(String name) {
    return !name.endsWith(".samples")
        && TWO_ENDED.stream().anyMatch(of -> name.startsWith(of + "."));
  }

  private static Set<String> atLeast(JsonNode tree) {
    var found = new LinkedHashSet<String>();
    GROUPS.forEach(group -> collectLowerBounds(group, tree.path(group), found));
    return found;
  }

  private static void collectLowerBounds(String path, JsonNode node, Set<String> found) {
    node.path("atLeast").forEach(stat -> found.add(path + "." + stat.asText()));
    node.properties()
        .forEach(m -> collectLowerBounds(path + "." + m.getKey(), m.getValue(), found));
  }

  /**
   * The full name of a metric as a requirement writes it.
   *
   * @throws IllegalArgumentException that suggests near names, if it does not exist
   */
  public static String resolve(String written) {
    String wanted = written.equals("stalenessFraction") ? "staleness.staleFraction" : written;
    return everywhere()
        .filter(name -> name.equals(wanted) || shortened(name).equals(shortened(wanted)))
        .findFirst()
        .orElseThrow(() -> unknown(written));
  }

  private static Stream<String> everywhere() {
    return Stream.concat(NAMES.stream(), STORY_NAMES.values().stream().flatMap(List::stream))
        .distinct();
  }

  /**
   * Why a trial has no such figure, such as {@code too few samples for p95 (12 of 200)}.
   *
   * @param name as in {@code results.json}
   */
  public static String whyAbsent(TrialResult trial, String name) {
    return trial.absent().stream()
        .filter(absent -> name.startsWith(absent.figure()))
        .map(AbsentFigure::reason)
        .findFirst()
        .orElseGet(() -> tooFew(trial, name));
  }

  private static String tooFew(TrialResult trial, String name) {
    int dot = name.lastIndexOf('.');
    String statistic = name.substring(dot + 1);
    if (!statistic.matches("p\\d+")) {
      return "not measured for this strategy and workload";
    }
    long samples =
        dot < 0 ? 0 : figure(trial, name.substring(0, dot) + ".samples").orElse(0.0).longValue();
    return samples == 0
        ? "no samples for " + statistic
        : "too few samples for %s (%d of %d)"
            .formatted(statistic, samples, Distribution.samplesFor(share(statistic)));
  }

  /** Of the samples that lie below a percentile: {@code p999} is 0.999. */
  private static double share(String percentile) {
    return Double.parseDouble("0." + percentile.substring(1));
  }

  /** What a metric measures, from the unit in its name. */
  public static Dimension dimension(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (last.equals("samples") || name.startsWith("counts.")) {
      return Dimension.NUMBER;
    }
    if (name.startsWith("validity.")
        || last.endsWith("Ratio")
        || last.contains("Fraction")
        || last.startsWith("emptyPoll")) {
      return Dimension.SHARE;
    }
    if (last.contains("Micros") || name.contains("serverCpu.") || name.contains("Ms")) {
      return Dimension.TIME;
    }
    return last.contains("ytes") ? Dimension.BYTES : Dimension.NUMBER;
  }

  /** Whether a time of this metric is in µs; else it is in ms. */
  public static boolean isInMicros(String name) {
    return name.contains("Micros") || name.contains("serverCpu.");
  }

  static double millisPerUnit(String name) {
    return isInMicros(name) ? 1e-3 : 1;
  }

  private static IllegalArgumentException unknown(String written) {
    List<String> near =
        NearNames.nearest(shortened(written), everywhere().map(Metrics::shortened).toList());
    return new IllegalArgumentException(
        "no metric is called '%s'; near names are %s".formatted(written, String.join(", ", near)));
  }

  private static String shortened(String name) {
    return name.replace("Ms.", ".").replaceFirst("Ms$", "").replaceFirst("^story\\.", "");
  }

  /** Looks a figure up by its full name. */
  public static Optional<Double> figure(TrialResult trial, String name) {
    OptionalDouble figure = of(trial).getOrDefault(name, OptionalDouble.empty());
    return figure.isPresent() ? Optional.of(figure.getAsDouble()) : Optional.empty();
  }
}

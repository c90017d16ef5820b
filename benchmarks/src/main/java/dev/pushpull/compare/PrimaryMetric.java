package dev.pushpull.compare;

import dev.pushpull.metric.Metrics;
import dev.pushpull.result.ChatFigures;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.JobFigures;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.Overhead.PerSecond;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures that a comparison gives verdicts on, declared beforehand: the more are tested, the
 * larger a difference must be to stand out. Less of each is better. Every workload has six: two of
 * what its clients wait for, which scenarios call by names of their own, and four that all have.
 * Two engines have four more: what the server saw of the clients, and what an exchange took. An
 * exchange is a request with its answer, or a message where nothing is asked.
 */
public enum PrimaryMetric {
  DELIVERY_P50("deliveryLatencyMs.p50", "delivery p50"),
  DELIVERY_P99("deliveryLatencyMs.p99", "delivery p99"),
  KNOWN_P50("story.doneToKnownMs.p50", "done to known p50"),
  KNOWN_P99("story.doneToKnownMs.p99", "done to known p99"),
  RECEIVED_P50("story.sentToReceivedMs.p50", "sent to received p50"),
  RECEIVED_P99("story.sentToReceivedMs.p99", "sent to received p99"),
  STALENESS_MEAN("stalenessMs.mean", "staleness mean"),
  STALENESS_P95("stalenessMs.p95", "staleness p95"),
  BYTES("overhead.bytesPerSubscriberSecond", "bytes per subscriber-second", "B"),
  SERVER_CPU(
      "overhead.serverCpuMicrosPerSubscriberSecond", "server CPU per subscriber-second", "µs"),
  REQUESTS("overhead.requestsPerSubscriberSecond", "requests per subscriber-second", ""),
  EMPTY_POLLS("overhead.emptyPollRatio", "empty polls", "%"),
  EXCHANGE_BYTES("overhead.bytesPerExchange", "bytes per exchange", "B"),
  EXCHANGE_CLIENT_CPU("overhead.clientCpuMicrosPerExchange", "client CPU per exchange", "µs");

  private static final List<PrimaryMetric> COMMON =
      List.of(STALENESS_MEAN, STALENESS_P95, BYTES, SERVER_CPU);

  /** What two engines are compared by beyond the others. */
  private static final List<PrimaryMetric> OF_ENGINES =
      List.of(REQUESTS, EMPTY_POLLS, EXCHANGE_BYTES, EXCHANGE_CLIENT_CPU);

  /** Fewer requests each second are those that open connections. */
  private static final double FEW = 0.005;

  private final String path;
  private final String title;
  private final String unit;

  PrimaryMetric(String path, String title, String unit) {
    this.path = path;
    this.title = title;
    this.unit = unit;
  }

  /** A time. */
  PrimaryMetric(String path, String title) {
    this(path, title, "ms");
  }

  /** Those of a workload, in the order of a comparison's rows. */
  public static List<PrimaryMetric> of(WorkloadInfo workload) {
    List<PrimaryMetric> delay =
        switch (workload.scenarioName().replaceFirst(":.*", "")) {
          case Scenario.JobStatus.KIND -> List.of(KNOWN_P50, KNOWN_P99);
          case Scenario.Chat.KIND -> List.of(RECEIVED_P50, RECEIVED_P99);
          default -> List.of(DELIVERY_P50, DELIVERY_P99);
        };
    return Stream.concat(delay.stream(), COMMON.stream()).toList();
  }

  /** The same and those of engines, for trials that differ in it. */
  static List<PrimaryMetric> ofEngines(WorkloadInfo workload) {
    return Stream.concat(of(workload).stream(), OF_ENGINES.stream()).toList();
  }

  /** Whether two engines must agree on it, since it tells what the server did. */
  public boolean isOfServer() {
    return switch (this) {
      case BYTES, SERVER_CPU, EXCHANGE_BYTES, EXCHANGE_CLIENT_CPU -> false;
      default -> true;
    };
  }

  /**
   * The metric that a user names, as in a requirement: {@code stalenessMs.p95} or {@code
   * staleness.p95}.
   *
   * @throws IllegalArgumentException that names the possible ones
   */
  public static PrimaryMetric named(String written) {
    return Arrays.stream(values())
        .filter(metric -> !OF_ENGINES.contains(metric))
        .filter(metric -> written.equals(metric.path) || written.equals(metric.shortName()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no verdict is available for '%s', only for %s"
                        .formatted(written, shortNames())));
  }

  private static String shortNames() {
    List<String> names =
        Arrays.stream(values())
            .filter(metric -> !OF_ENGINES.contains(metric))
            .map(PrimaryMetric::shortName)
            .toList();
    int last = names.size() - 1;
    return names.stream().limit(last).collect(Collectors.joining(", ")) + " and " + names.get(last);
  }

  /** The name in {@code results.json}, such as {@code stalenessMs.p95}. */
  public String path() {
    return path;
  }

  /** Such as {@code p95}; empty if it is none. */
  Optional<String> percentile() {
    return Optional.of(last()).filter(stat -> stat.matches("p\\d+"));
  }

  private String last() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The name as users write it, such as {@code staleness.p95}. */
  public String shortName() {
    return path.replace("story.", "").replace("Ms.", ".");
  }

  /** The name in tables, such as {@code staleness p95}, without the unit. */
  public String title() {
    return title;
  }

  /** The unit of its figures: ms, B, µs, %, or an empty text for a plain number. */
  public String unit() {
    return unit;
  }

  /** A trial's figure in the metric's unit, lower bounds too; empty where there is none. */
  public Optional<Double> of(TrialResult trial) {
    return Optional.ofNullable(
        switch (this) {
          case BYTES -> trial.overhead().perSubscriberSecond().bytes();
          case SERVER_CPU -> trial.overhead().perSubscriberSecond().serverCpuMicros();
          case EXCHANGE_BYTES -> each(trial, PerSecond::bytes);
          case EXCHANGE_CLIENT_CPU -> each(trial, PerSecond::clientCpuMicros);
          case REQUESTS -> trial.overhead().perSubscriberSecond().requests();
          case EMPTY_POLLS -> percent(trial.overhead().emptyPollRatio());
          default -> distribution(trial).stat(last());
        });
  }

  /** How much of something each exchange took. */
  private static @Nullable Double each(
      TrialResult trial, Function<PerSecond, @Nullable Double> of) {
    PerSecond costs = trial.overhead().perSubscriberSecond();
    Double requests = costs.requests();
    Double exchanges = requests == null || requests < FEW ? costs.messages() : requests;
    Double cost = of.apply(costs);
    return cost == null || exchanges == null ? null : Overhead.ratio(cost, exchanges);
  }

  private static @Nullable Double percent(@Nullable Double share) {
    return share == null ? null : 100 * share;
  }

  /** Whether a trial's figure is only known to be at least so much. */
  boolean isLowerBound(TrialResult trial) {
    return distribution(trial).atLeast().contains(last())
        || (trial.target() != null && Metrics.lowerBounds(trial).contains(path));
  }

  /** The upper end of a trial's figure that is known between two; else the figure. */
  Optional<Double> upper(TrialResult trial) {
    return trial.target() == null
        ? of(trial)
        : Optional.ofNullable(Metrics.upperEnds(trial).get(path)).or(() -> of(trial));
  }

  /** What the figure is of; none for a ratio. */
  private Distribution distribution(TrialResult trial) {
    return switch (this) {
      case DELIVERY_P50, DELIVERY_P99 -> trial.deliveryLatencyMs();
      case KNOWN_P50, KNOWN_P99 ->
          trial.story() instanceof JobFigures jobs ? jobs.delayMs() : Distribution.NONE;
      case RECEIVED_P50, RECEIVED_P99 ->
          trial.story() instanceof ChatFigures chat ? chat.delayMs() : Distribution.NONE;
      case STALENESS_MEAN, STALENESS_P95 -> trial.stalenessMs().distribution();
      case BYTES, SERVER_CPU, REQUESTS, EMPTY_POLLS, EXCHANGE_BYTES, EXCHANGE_CLIENT_CPU ->
          Distribution.NONE;
    };
  }
}

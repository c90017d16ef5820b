package dev.pushpull.cli;

import dev.pushpull.simulate.CalibratedCosts;
import dev.pushpull.simulate.ReferenceTimes;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.tune.Budget;
import dev.pushpull.tune.CostKind;
import dev.pushpull.tune.JobQuestion;
import dev.pushpull.tune.MeasuredRun;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Prices;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is asked of the tuner, read strictly. */
final class TuneOptions {

  private static final int FEEDS = 10;
  private static final Duration LOCAL = Duration.ofMillis(1);

  @Option(
      names = "--arrivals",
      paramLabel = "PROCESS",
      description =
          "How each feed's updates arrive: periodic:10/s, poisson:0.5/s, burst:20x5/s,"
              + " gaps:1/s,20s,5s or trace:FILE.")
  @Nullable String arrivals;

  @Option(
      names = "--scenario",
      paramLabel = "STORY",
      description =
          "job-status or job-status:SERVICE asks how to watch jobs (supports --require, --rtt and"
              + " --seed): time until a result is known against requests per job; courier sets its"
              + " usual arrivals, feeds and subscribers.")
  @Nullable String scenario;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "When something really changed, one instant per line: ISO-8601 or epoch s, ms, us or ns;"
              + " - is standard input.")
  @Nullable String trace;

  @Option(
      names = "--require",
      paramLabel = "EXPR",
      description =
          "Objective: METRIC.STAT OP VALUE, such as 'staleness.p95<=2s'; may be repeated.")
  List<String> require = List.of();

  @Option(
      names = "--subscribers",
      paramLabel = "N",
      description = "How many clients, 1 to 100000; default 100.")
  @Nullable String subscribers;

  @Option(
      names = "--feeds",
      paramLabel = "N",
      description = "How many feeds they share, 1 to 10000; default 10, for a trace 1.")
  @Nullable String feeds;

  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      description = "Size of each update's payload, 0 to 60000; default 64.")
  @Nullable String payload;

  @Option(
      names = "--budget",
      paramLabel = "EXPR",
      description =
          "Upper limit for all clients together: 'requests<=500/s', 'bytes<=2MB/s' or 'cpu<=1.5'"
              + " (cores of the server); may be repeated.")
  List<String> budget = List.of();

  @Option(
      names = "--prices",
      paramLabel = "FILE.yaml",
      description =
          "Price list with the keys perMillionRequests, perMillionMessages,"
              + " perMillionConnectionMinutes, perGigabyte.")
  @Nullable Path prices;

  @Option(
      names = "--rtt",
      paramLabel = "TIME",
      description =
          "Constant round trip; a push takes half of it. Default: as measured in the reference"
              + " run, or in the run of --from.")
  @Nullable String rtt;

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description = "Use the round trips, delivery times and costs of this measured run.")
  @Nullable Path from;

  @Option(
      names = "--cost",
      paramLabel = "KIND",
      description =
          "Which cost to minimize: requests, bytes, cpu or money; default: money with --prices,"
              + " else bytes.")
  @Nullable String cost;

  @Option(
      names = "--schedules",
      paramLabel = "A,B,...",
      description =
          "What may be recommended: poll, conditional-poll, backoff, adaptive, long-poll, sse,"
              + " websocket; default: all.")
  @Nullable String schedules;

  @Option(names = "--seed", paramLabel = "N", description = "Random seed; default 1.")
  @Nullable String seed;

  /**
   * What is asked.
   *
   * @throws IllegalArgumentException that names option, bound and value
   */
  Question question() throws CouldNotRunException {
    takeUsual();
    SweepSpec settings = settings(updates());
    Optional<Prices> list = Optional.ofNullable(prices).map(one("--prices", Prices::read));
    Optional<MeasuredRun> run = measured();
    return new Question(
        settings.cells().getFirst().workload(),
        require.stream().map(one("--require", Objective::parse)).toList(),
        budget.stream().map(one("--budget", Budget::parse)).toList(),
        list,
        Optional.ofNullable(cost)
            .map(one("--cost", CostKind::parse))
            .orElse(list.isPresent() ? CostKind.MONEY : CostKind.BYTES),
        Optional.ofNullable(schedules).map(one("--schedules", Way::parse)).orElse(Way.ALL),
        run.map(MeasuredRun::service).orElseGet(this::service),
        run.map(MeasuredRun::source).orElse(rtt == null ? "as in the reference run" : "given"),
        run.map(MeasuredRun::costs).orElseGet(CalibratedCosts::reference),
        run.map(MeasuredRun::source).orElse("measured in the reference run"),
        settings.cells().getFirst().workload().arrivals().notes(),
        settings.seed());
  }

  /**
   * What is asked about jobs; empty if something else is asked.
   *
   * @throws IllegalArgumentException that names option, bound and value
   */
  Optional<JobQuestion> jobs() {
    Optional<Scenario> story =
        Optional.ofNullable(scenario).map(one("--scenario", Scenario::parse));
    if (story.isEmpty() || !(story.get() instanceof Scenario.JobStatus status)) {
      return Optional.empty();
    }
    refuseBesideJobs();
    return Optional.of(
        new JobQuestion(
            status,
            require.stream().map(one("--require", Requirement::parse)).toList(),
            Optional.ofNullable(rtt).map(one("--rtt", Durations::parse)).orElse(LOCAL).toNanos(),
            Optional.ofNullable(seed).map(one("--seed", Long::valueOf)).orElse(1L)));
  }

  private void refuseBesideJobs() {
    var refused = new LinkedHashMap<String, @Nullable Object>();
    refused.put("--arrivals", arrivals);
    refused.put("--trace", trace);
    refused.put("--subscribers", subscribers);
    refused.put("--feeds", feeds);
    refused.put("--payload", payload);
    refused.put("--prices", prices);
    refused.put("--from", from);
    refused.put("--cost", cost);
    refused.put("--schedules", schedules);
    refused.put("--budget", budget.isEmpty() ? null : budget);
    refused.forEach(
        (option, value) -> {
          if (value != null) {
            throw new IllegalArgumentException(
                option + " is not supported with job-status; remove it");
          }
        });
  }

  private Optional<MeasuredRun> measured() throws CouldNotRunException {
    if (from == null) {
      return Optional.empty();
    }
    if (rtt != null) {
      throw new IllegalArgumentException("--rtt and --from are mutually exclusive");
    }
    try {
      return Optional.of(MeasuredRun.read(from));
    } catch (IOException e) {
      throw new CouldNotRunException("run '%s': %s".formatted(from, Reason.withFile(e)), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--from: " + e.getMessage(), e);
    }
  }

  private ServiceTimes service() {
    return Optional.ofNullable(rtt)
        .map(one("--rtt", text -> ServiceTimes.constant(Durations.parse(text).toNanos())))
        .orElseGet(ReferenceTimes::reference);
  }

  /** Workload and seed, by way of the settings that suites and runs share. */
  private SweepSpec settings(Arrivals updates) {
    var values = new LinkedHashMap<String, String>();
    put(values, "subscribers", subscribers);
    put(values, "feeds", feeds);
    put(values, "payload", payload);
    put(values, "seed", seed);
    int fewFeeds = updates instanceof Arrivals.Trace ? 1 : FEEDS;
    Workload workload = new Workload(updates, fewFeeds, 100, 64, Protocol.H1);
    Cell cell = new Cell(Strategy.parse("sse"), workload);
    var plain =
        new SweepSpec("tune", List.of(cell), SweepTiming.DEFAULT, 1, 1, List.of(), Setup.USUAL);
    return new Overrides(values, List.of()).applyTo(plain);
  }

  /** A scenario stands for what is usual for it, as far as nothing else is said. */
  private void takeUsual() {
    if (scenario == null) {
      return;
    }
    Scenario story = one("--scenario", Scenario::parse).apply(scenario);
    if (!(story instanceof Scenario.Courier)) {
      throw new IllegalArgumentException(
          "--scenario: tune supports only courier and job-status, not " + story);
    }
    Workload usual = story.preset().orElseThrow().workload();
    arrivals = arrivals == null && trace == null ? usual.arrivals().toString() : arrivals;
    feeds = feeds == null ? Integer.toString(usual.feeds()) : feeds;
    subscribers = subscribers == null ? Integer.toString(usual.subscribers()) : subscribers;
  }

  /** What {@code --trace FILE} says is the same as {@code --arrivals trace:FILE}. */
  private Arrivals updates() {
    if ((arrivals == null) == (trace == null)) {
      throw new IllegalArgumentException(
          "either --arrivals or --trace is required, to say how updates arrive");
    }
    Arrivals updates =
        Optional.ofNullable(arrivals)
            .map(one("--arrivals", Arrivals::parse))
            .orElseGet(() -> one("--trace", Arrivals::parse).apply("trace:" + trace));
    if (updates instanceof Arrivals.Trace recorded && !recorded.hasTwoInstants()) {
      throw new IllegalArgumentException(
          "%s: '%s' needs changes at two instants or more, but has %s at one"
              .formatted(
                  trace == null ? "--arrivals" : "--trace",
                  recorded,
                  recorded.offsetsNanos().size()));
    }
    return updates;
  }

  /** A reader whose complaints begin with the option's name. */
  private static <A, B> Function<A, B> one(String option, Function<A, B> reader) {
    return text -> {
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
      }
    };
  }

  private static void put(Map<String, String> values, String key, @Nullable String text) {
    if (text != null) {
      values.put(key, text);
    }
  }
}

package dev.pushpull.cli;

import static dev.pushpull.sut.options.TextOptions.named;

import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.record.Recording;
import dev.pushpull.run.RunFolder;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.calibrate.CalibratedCosts;
import dev.pushpull.simulate.calibrate.ReferenceTimes;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Workload;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Way;
import dev.pushpull.sut.options.TextOptions;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.tune.Budget;
import dev.pushpull.tune.CostKind;
import dev.pushpull.tune.MeasuredRun;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Prices;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.job.JobQuestion;
import dev.pushpull.tune.recorded.RecordedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The options that say what is asked of the tuner, read strictly. */
final class TuneOptions {

  private static final int FEEDS = 10;
  private static final int SUBSCRIBERS = 100;
  private static final Duration LOCAL = Duration.ofMillis(1);

  /** Those that suites and runs share. */
  private static final Set<String> SETTINGS =
      Set.of("--subscribers", "--feeds", "--payload", "--seed");

  private static final Set<String> OF_JOBS = Set.of("--scenario", "--require", "--rtt", "--seed");

  private final TextOptions options = TextOptions.of(TuneOptions.class, "options/tune.txt");

  @Mixin CommandSpec texts = options.spec();

  /**
   * What is asked.
   *
   * @throws IllegalArgumentException that names option, bound and value
   */
  Question question() throws CouldNotRunException {
    SweepSpec settings = settings(Optional.empty());
    Workload workload = settings.cells().getFirst().workload();
    return question(
        settings, workload.payloadBytes(), measured(), Question.ALL_KINDS, Duration.ZERO);
  }

  /**
   * The recording whose updates are asked about; empty if others are.
   *
   * @throws IllegalArgumentException if it has no polls
   */
  Optional<RecordedRun> recorded() throws CouldNotRunException {
    Optional<Path> from = options.path("--from");
    return from.isPresent() && !saysUpdates() && Recording.isIn(from.get())
        ? Optional.of(recorded(from.get()))
        : Optional.empty();
  }

  private static RecordedRun recorded(Path folder) throws CouldNotRunException {
    try {
      return RecordedRun.of(Recording.read(folder), RunFolder.runId(folder));
    } catch (IOException e) {
      throw new CouldNotRunException("recording '%s': %s".formatted(folder, Reason.withFile(e)), e);
    }
  }

  /**
   * What is asked about a recorded server, whatever its updates.
   *
   * @param run what was recorded, or nothing yet, to see whether all else is well
   * @param feeds how many there are
   * @param hasCpu whether the server's CPU is known
   * @throws IllegalArgumentException that names option, bound and value
   */
  Question ofRecorded(Optional<RecordedRun> run, int feeds, boolean hasCpu) {
    for (String option : List.of("--payload", "--rtt", "--arrivals", "--trace", "--scenario")) {
      if (options.given().contains(option)) {
        throw new IllegalArgumentException(
            option + " does not go with what was recorded, which says it; remove it");
      }
    }
    checkPlace(false);
    Optional<MeasuredRun> measured =
        run.map(RecordedRun::run).or(() -> Optional.of(notYet(hasCpu)));
    return question(
        settings(Optional.of(feeds)),
        run.map(RecordedRun::payloadBytes).orElse(0),
        measured,
        run.map(RecordedRun::kinds).orElse(Question.ALL_KINDS),
        run.map(RecordedRun::finest).orElse(Duration.ZERO));
  }

  /**
   * Sees whether all is well that can be known before a server is recorded.
   *
   * @throws IllegalArgumentException that names option, bound and value
   */
  Question checkRecording(TargetSpec spec) {
    if (options.path("--from").isPresent()) {
      throw new IllegalArgumentException("--from and --target are mutually exclusive");
    }
    if (!spec.ways().containsKey(Way.Kind.POLL)) {
      throw new IllegalArgumentException(
          "--target: key 'poll' is needed in target %s: a poll interval is asked for"
              .formatted(spec.name()));
    }
    return ofRecorded(Optional.empty(), spec.feeds().size(), spec.process().isPresent());
  }

  private static MeasuredRun notYet(boolean hasCpu) {
    UnitCosts costs = CalibratedCosts.reference();
    return new MeasuredRun(
        ReferenceTimes.reference(), hasCpu ? costs : costs.withoutCpu(), "not recorded yet");
  }

  private boolean saysUpdates() {
    return Stream.of("--arrivals", "--trace", "--scenario").anyMatch(options.given()::contains);
  }

  private Question question(
      SweepSpec settings,
      int payloadBytes,
      Optional<MeasuredRun> run,
      Set<StrategyKind> kinds,
      Duration finest) {
    Workload workload = settings.cells().getFirst().workload();
    Optional<Prices> list = options.path("--prices").map(named("--prices", Prices::read));
    return new Question(
        new Workload(
            workload.arrivals(),
            workload.feeds(),
            workload.subscribers(),
            payloadBytes,
            workload.protocol()),
        options.readAll("--require", Objective::parse),
        options.readAll("--budget", Budget::parse),
        list,
        options
            .read("--cost", CostKind::parse)
            .orElse(list.isPresent() ? CostKind.MONEY : CostKind.BYTES),
        options.read("--schedules", Question::parseKinds).orElse(kinds),
        run.map(MeasuredRun::service).orElseGet(this::service),
        run.map(MeasuredRun::source)
            .orElse(options.text("--rtt").isPresent() ? "given" : "as in the reference run"),
        run.map(MeasuredRun::costs).orElseGet(CalibratedCosts::reference),
        run.map(MeasuredRun::source).orElse("measured in the reference run"),
        workload.arrivals().notes(),
        finest,
        settings.seed());
  }

  /**
   * What is asked about jobs; empty if something else is asked.
   *
   * @throws IllegalArgumentException that names option, bound and value
   */
  Optional<JobQuestion> jobs() {
    return options
        .read("--scenario", Scenario::parse)
        .filter(Scenario.JobStatus.class::isInstance)
        .map(Scenario.JobStatus.class::cast)
        .map(this::jobs);
  }

  private JobQuestion jobs(Scenario.JobStatus status) {
    options.given().stream()
        .filter(name -> !OF_JOBS.contains(name))
        .findFirst()
        .ifPresent(
            option -> {
              throw new IllegalArgumentException(
                  option + " is not supported with job-status; remove it");
            });
    return new JobQuestion(
        status,
        options.readAll("--require", Requirement::parse),
        options.read("--rtt", Durations::parse).orElse(LOCAL).toNanos(),
        options.read("--seed", Long::valueOf).orElse(1L));
  }

  private Optional<MeasuredRun> measured() throws CouldNotRunException {
    Optional<Path> from = options.path("--from");
    if (from.isPresent() && options.text("--rtt").isPresent()) {
      throw new IllegalArgumentException("--rtt and --from are mutually exclusive");
    }
    try {
      if (from.isPresent() && Recording.isIn(from.get())) {
        return Optional.of(recorded(from.get()).run());
      }
      return from.isEmpty() ? Optional.empty() : Optional.of(MeasuredRun.read(from.get()));
    } catch (IOException e) {
      throw new CouldNotRunException(
          "run '%s': %s".formatted(from.orElseThrow(), Reason.withFile(e)), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--from: " + e.getMessage(), e);
    }
  }

  private ServiceTimes service() {
    return options
        .read("--rtt", text -> ServiceTimes.constant(Durations.parse(text).toNanos()))
        .orElseGet(ReferenceTimes::reference);
  }

  /**
   * Workload and seed, by way of the settings that suites and runs share. A scenario stands for
   * what is usual for it, as far as nothing else is said.
   */
  private SweepSpec settings(Optional<Integer> recordedFeeds) {
    Optional<Workload> usual = options.read("--scenario", Scenario::parse).map(TuneOptions::usual);
    Arrivals updates =
        recordedFeeds.isPresent()
            ? Arrivals.parse("periodic:1/s") // Replaced by what was recorded.
            : updates(usual.map(Workload::arrivals));
    int feeds = recordedFeeds.orElse(updates instanceof Arrivals.Trace ? 1 : FEEDS);
    var workload =
        new Workload(
            updates,
            usual.map(Workload::feeds).orElse(feeds),
            usual.map(Workload::subscribers).orElse(SUBSCRIBERS),
            64,
            Protocol.H1);
    Cell cell = new Cell(Strategy.parse("sse"), workload);
    var plain =
        new SweepSpec("tune", List.of(cell), SweepTiming.DEFAULT, 1, 1, List.of(), Setup.USUAL);
    return new Overrides(options.texts(SETTINGS::contains), List.of()).applyTo(plain);
  }

  private static Workload usual(Scenario scenario) {
    if (!(scenario instanceof Scenario.Courier)) {
      throw new IllegalArgumentException(
          "--scenario: tune supports only courier and job-status, not " + scenario);
    }
    return scenario.preset().orElseThrow().workload();
  }

  /** What {@code --trace FILE} says is the same as {@code --arrivals trace:FILE}. */
  private Arrivals updates(Optional<Arrivals> usual) {
    boolean arrivals = options.text("--arrivals").isPresent();
    boolean trace = options.text("--trace").isPresent();
    checkPlace(trace);
    if (arrivals == trace && (arrivals || usual.isEmpty())) {
      throw new IllegalArgumentException(
          "either --arrivals or --trace is required, to say how updates arrive");
    }
    Arrivals updates =
        options
            .read("--arrivals", Arrivals::parse)
            .or(() -> options.read("--trace", file -> Arrivals.parse("trace:" + file + place())))
            .or(() -> usual)
            .orElseThrow();
    if (updates instanceof Arrivals.Trace recorded && !recorded.hasTwoInstants()) {
      throw new IllegalArgumentException(
          "%s: '%s' needs changes at two instants or more, but has %s at one"
              .formatted(
                  trace ? "--trace" : "--arrivals", recorded, recorded.offsetsNanos().size()));
    }
    return updates;
  }

  /** Where in its file a trace's instants are, as the trace's name says it. */
  private String place() {
    return options.text("--at").or(() -> options.text("--column")).map("#"::concat).orElse("");
  }

  private void checkPlace(boolean trace) {
    Optional<String> at = options.text("--at");
    Optional<String> column = options.text("--column");
    if (at.isPresent() && column.isPresent()) {
      throw new IllegalArgumentException("--at and --column are mutually exclusive");
    }
    if (!trace && at.or(() -> column).isPresent()) {
      throw new IllegalArgumentException(
          (at.isPresent() ? "--at" : "--column") + " needs --trace, whose file it is about");
    }
    if (!at.orElse("/").startsWith("/")) {
      throw new IllegalArgumentException(
          "--at: must be a JSON pointer such as /updated_at, but is '%s'"
              .formatted(at.orElseThrow()));
    }
    if (column.orElse("1").isBlank() || column.orElse("1").startsWith("/")) {
      throw new IllegalArgumentException(
          "--column: must be the name or number of a column, but is '%s'; JSON is read with --at"
              .formatted(column.orElseThrow()));
    }
  }
}

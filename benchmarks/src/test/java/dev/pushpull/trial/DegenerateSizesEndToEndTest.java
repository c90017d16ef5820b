package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pushpull.fork.Trial;
import dev.pushpull.result.AbsentFigure;
import dev.pushpull.result.JobFigures;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Figured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every strategy, pace and scenario at sizes at which a figure cannot be computed, each against a
 * real server of its own: such a figure is absent with a reason, and the trial counts to the unit.
 * All trials run in this JVM side by side, since they mostly wait.
 */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DegenerateSizesEndToEndTest {

  private static final int AT_ONCE = 4;
  private static final BurnInTimes SHORT = BurnInTimes.ofMillis(30, 0, 20);

  private static final Duration WINDOW = Duration.ofMillis(200);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Arrivals SOME = new Arrivals.Periodic(20);
  private static final Arrivals NONE = new Arrivals.Periodic(0.001);
  private static final Arrivals ONE =
      new Arrivals.Trace("one", List.of(TimeUnit.MILLISECONDS.toNanos(50)));
  private static final Arrivals MANY = new Arrivals.Periodic(2_000);
  private static final Arrivals SHARE_OF_MANY = new Arrivals.Periodic(200);
  private static final int LARGEST = 60_000;

  private static final List<String> STRATEGIES =
      List.of(
          "poll@50ms",
          "conditional-poll@50ms",
          "poll@50ms~20%",
          "backoff@30ms..90ms",
          "conditional-adaptive@30ms..90ms",
          "hinted",
          "long-poll",
          "sse",
          "websocket",
          "raw-websocket");

  private static final List<String> SCENARIOS =
      List.of("feeds", "courier", "job-status:constant:20ms", "chat");

  /** A size at which something is missing. */
  enum Size {
    ONE_SUBSCRIBER,
    MORE_FEEDS_THAN_SUBSCRIBERS,
    NO_UPDATE,
    ONE_UPDATE,
    WINDOW_SHORTER_THAN_INTERVAL,
    EMPTY_PAYLOAD,
    LARGEST_PAYLOAD,
    MANY_UPDATES
  }

  private record Case(Size size, TrialSpec spec) {
    @Override
    public String toString() {
      return size + " " + spec.workload().scenario().kind() + " " + spec.name();
    }
  }

  private record Outcome(Case of, Future<TrialResult> result) {}

  @TempDir static Path folder = Path.of("");

  private final List<Outcome> outcomes = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

  /**
   * Two sizes for each strategy and scenario, by turns, so that every strategy and every scenario
   * meets every size.
   */
  private static Stream<Case> cases() {
    var cases = new ArrayList<Case>();
    for (int i = 0; i < STRATEGIES.size(); i++) {
      StrategyName strategy = StrategyName.parse(STRATEGIES.get(i));
      for (int j = 0; j < SCENARIOS.size(); j++) {
        Scenario scenario = Scenario.parse(SCENARIOS.get(j));
        for (int k = 0; k < 2; k++) {
          Size size = Size.values()[(i + 2 * j + k) % Size.values().length];
          if (fits(size, scenario)) {
            make(size, scenario, strategy).ifPresent(cases::add);
          }
        }
      }
    }
    return cases.stream();
  }

  /** Jobs have a feed for each client and no payload, a room has members. */
  private static boolean fits(Size size, Scenario scenario) {
    return switch (size) {
      case MORE_FEEDS_THAN_SUBSCRIBERS ->
          scenario instanceof Scenario.Feeds || scenario instanceof Scenario.Courier;
      case EMPTY_PAYLOAD, LARGEST_PAYLOAD -> !(scenario instanceof Scenario.JobStatus);
      default -> true;
    };
  }

  /** None where the engine cannot tell the story. */
  private static Optional<Case> make(Size size, Scenario scenario, StrategyName strategy) {
    StrategyName name =
        size == Size.WINDOW_SHORTER_THAN_INTERVAL && strategy.toString().endsWith("poll@50ms")
            ? StrategyName.parse(strategy.toString().replace("50ms", "400ms"))
            : strategy;
    boolean bySubscribers =
        scenario instanceof Scenario.Chat || scenario instanceof Scenario.JobStatus;
    Arrivals arrivals =
        switch (size) {
          case NO_UPDATE -> NONE;
          case ONE_UPDATE -> ONE;
          case MANY_UPDATES -> bySubscribers ? SHARE_OF_MANY : MANY;
          default ->
              scenario instanceof Scenario.Courier ? Arrivals.parse("gaps:20/s,2s,1s") : SOME;
        };
    int subscribers =
        switch (size) {
          case ONE_SUBSCRIBER -> 1;
          case MANY_UPDATES -> bySubscribers ? 10 : 1;
          default -> 2;
        };
    int feeds = size == Size.MORE_FEEDS_THAN_SUBSCRIBERS ? 5 : 1;
    boolean jobs = scenario instanceof Scenario.JobStatus;
    int least = scenario instanceof Scenario.Chat ? Scenario.Chat.MIN_PAYLOAD_BYTES : 0;
    int payload = size == Size.LARGEST_PAYLOAD ? LARGEST : least;
    var workload =
        new Workload(
                arrivals, jobs ? subscribers : feeds, subscribers, jobs ? 0 : payload, Protocol.H1)
            .withScenario(scenario);
    Duration window = size == Size.WINDOW_SHORTER_THAN_INTERVAL ? SHORTEST : WINDOW;
    Cell cell = name.on(workload);
    Strategy how = cell.strategy();
    Duration warmup = how.leastWarmup().plusMillis(100);
    var timing = new Timing(warmup, window, 1, Timing.defaultDrain(how));
    var spec =
        new TrialSpec("001", how, cell.workload(), timing, 1, 7, Optional.empty(), Setup.USUAL);
    return cell.refusal().isEmpty() ? Optional.of(new Case(size, spec)) : Optional.empty();
  }

  @BeforeAll
  void run() {
    cases().forEach(one -> outcomes.add(new Outcome(one, threads.submit(() -> run(one)))));
  }

  @AfterAll
  void end() {
    threads.shutdownNow();
  }

  private TrialResult run(Case one) throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve(one.toString().replaceAll("\\W", "-")));
    try (var server = ServerUnderTest.start(ServerConfig.defaults())) {
      var address = new ServerAddress("127.0.0.1", server.controlPort(), server.token());
      TrialSpec spec = one.spec();
      var there =
          new TrialSpec(
              spec.id(),
              spec.strategy(),
              spec.workload(),
              spec.timing(),
              spec.repeat(),
              spec.seed(),
              Optional.of(address),
              Setup.USUAL);
      Trial trial = Trial.open(there, own, phase -> {}, SHORT);
      trial.warmUp();
      trial.measure();
      trial.finish();
      return ResultJson.readTrial(Files.readString(own.resolve("result.json")));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyTrialHasAResult() {
    return outcomes.stream()
        .map(outcome -> dynamicTest(outcome.of().toString(), () -> check(outcome)));
  }

  private static void check(Outcome outcome) throws Exception {
    TrialResult result = outcome.result().get(2, TimeUnit.MINUTES);
    Figured.check(result);
    boolean jobs = result.story() instanceof JobFigures;
    if (outcome.of().size() == Size.NO_UPDATE) {
      assertThat(result.counts().updates().published()).isZero();
      assertThat(result.stalenessMs().staleFraction()).isEqualTo(jobs ? null : Double.valueOf(0));
      assertThat(result.absent())
          .extracting(AbsentFigure::figure)
          .contains(Figured.delay(result), "overhead.bytesPerPublished");
    }
    if (outcome.of().size() == Size.ONE_UPDATE) {
      assertThat(result.counts().updates().published()).isLessThanOrEqualTo(4);
      assertThat(result.delayMs().p50()).isNull();
    }
    if (outcome.of().size() == Size.LARGEST_PAYLOAD) {
      assertThat(result.overhead().connectionBytes().down())
          .isGreaterThan(result.counts().updates().delivered() * LARGEST);
    }
    assertThat(result.validity().verdict())
        .as(result.validity().lines().toString())
        .isNotEqualTo(Verdict.INVALID);
  }
}

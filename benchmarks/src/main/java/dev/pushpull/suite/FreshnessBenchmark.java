package dev.pushpull.suite;

import dev.pushpull.fork.Trial;
import dev.pushpull.operation.fork.FigureProfiler;
import dev.pushpull.operation.fork.IterationFigures;
import dev.pushpull.result.Validity;
import dev.pushpull.run.AtomicFiles;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.target.ParentWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * How late, how stale and how costly one strategy is on one workload. One fork is one trial: a
 * fresh client JVM and a fresh server JVM. The warm-up iteration lets subscribers poll; each
 * measurement iteration is one window with its drain.
 *
 * <p><b>The primary score means nothing</b>: it is how long a window and its drain took, and the
 * drain ends as soon as all is settled. What was measured are the secondary results that {@link
 * FigureProfiler} adds: delivery latency, staleness, age, requests, bytes, server CPU.
 *
 * <pre>
 *   JMH host ── fork: this class ── n subscribers ══ HTTP, SSE or WebSocket ══&gt; server JVM
 *                              └──── control ────────────────────────────────&gt;   (child of the fork)
 * </pre>
 *
 * <p>Run it: {@code scripts/pushpull jmh FreshnessBenchmark -p strategy=poll@100ms,websocket}; a
 * sweep with its table, audit and verdicts: {@code scripts/pushpull run}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Threads(1)
@Fork(
    value = 2,
    jvmArgs = {
      FreshnessBenchmark.COLLECTOR,
      "-Xms256m",
      "-Xmx512m",
      FreshnessBenchmark.JMH_ITSELF,
    })
public class FreshnessBenchmark {

  static final String COLLECTOR = "-XX:+UseG1GC";
  static final String JMH_ITSELF = "--sun-misc-unsafe-memory-access=allow";
  private static final long SEED = 1;

  /** How subscribers learn of updates. */
  @Param("poll@500ms")
  public String strategy = "";

  /** What makes each feed's updates. */
  @Param("poisson:2/s")
  public String arrivals = "";

  /** How many feeds. */
  @Param("10")
  public int feeds;

  /** How many clients. */
  @Param("100")
  public int subscribers;

  /** Bytes of each update's payload. */
  @Param("64")
  public int payload;

  /** What carries the requests. */
  @Param("h1")
  public String protocol = "";

  /** Before the first window; at least one interval. */
  @Param("1s")
  public String warmup = "";

  /** Length of a window. */
  @Param("5s")
  public String window = "";

  private @Nullable Trial trial;
  private @Nullable TrialFolder folder;
  private boolean warm;
  private boolean warmupIteration;

  /** How its fork is started where the trial decides on the heap: all of it from the start. */
  static List<String> jvmOptions(int heapMib) {
    return List.of(COLLECTOR, "-Xms" + heapMib + "m", "-Xmx" + heapMib + "m", JMH_ITSELF);
  }

  /** Launches the server, burns in, connects. */
  @Setup(Level.Trial)
  public void open() throws IOException, InterruptedException {
    ParentWatch.start();
    folder = TrialFolder.handedOver().orElseGet(TrialFolder::temporary);
    TrialSpec spec = folder.spec().orElseGet(this::specOfParams);
    trial = Trial.open(spec, folder.path(), ForkLines::printPhase);
  }

  /** The trial that a plain JMH user asks for by parameters. */
  final TrialSpec specOfParams() {
    var workload =
        new Workload(
            Arrivals.parse(arrivals), feeds, subscribers, payload, Protocol.parse(protocol));
    Cell cell = StrategyName.parse(strategy).on(workload);
    cell.refusal()
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    Strategy how = cell.strategy();
    Duration warmUp = Collections.max(List.of(Durations.parse(warmup), how.leastWarmup()));
    var timing = new Timing(warmUp, Durations.parse(window), 1, Timing.defaultDrain(how));
    return new TrialSpec(
        "jmh",
        how,
        cell.workload(),
        timing,
        1,
        SEED,
        Optional.empty(),
        dev.pushpull.spec.Setup.USUAL);
  }

  /** Notes what kind of iteration comes. */
  @Setup(Level.Iteration)
  public void iteration(IterationParams iteration) {
    warmupIteration = iteration.getType() == IterationType.WARMUP;
    IterationFigures.take();
  }

  /** Warms up, or measures one window and its drain. */
  @Benchmark
  public void freshness() throws InterruptedException {
    Trial ready = Objects.requireNonNull(trial, "JMH did not set the trial up");
    if (!warm) {
      ready.warmUp();
      warm = true;
    }
    if (!warmupIteration) {
      IterationFigures.putAll(ready.measure());
    }
  }

  /** Audits, judges, stores. */
  @TearDown(Level.Trial)
  public void finish() throws IOException, InterruptedException {
    if (trial == null || folder == null) {
      return;
    }
    Validity validity = trial.finish().validity();
    if (folder.spec().isEmpty()) {
      System.out.println("validity: " + validity.verdict() + " " + validity.reasons());
      AtomicFiles.delete(folder.path());
    }
  }
}

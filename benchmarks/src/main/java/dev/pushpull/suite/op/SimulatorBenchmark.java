package dev.pushpull.suite.op;

import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.SimulatedTrial;
import dev.pushpull.simulate.SimulationSpec;
import dev.pushpull.simulate.Simulator;
import dev.pushpull.simulate.UpdateSource;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many polls a second one core simulates: 400 subscribers of 4 feeds, Poisson arrivals, a round
 * trip of 1 ms.
 *
 * <p>The pitfall: empty polls of a fixed schedule cost nothing, since they are skipped by
 * arithmetic. So the score falls with the updates per poll ({@code updatesPerPoll} = λT), and a
 * score at one λT says nothing about another. An adaptive schedule computes every poll; its {@code
 * updatesPerPoll} is that of its maximum interval, 1.6 s.
 *
 * <p>Each call simulates a fixed number of polls per subscriber where the schedule is fixed; {@code
 * polls} is the auxiliary score to read, in polls per second, warm-up and drain not counted.
 *
 * <p>Run it: {@code scripts/pushpull jmh SimulatorBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xms512m", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow"})
public class SimulatorBenchmark {

  private static final int SUBSCRIBERS = 400;
  private static final int FEEDS = 4;
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** How subscribers poll. */
  @Param({"poll@100ms", "poll@100ms~20%", "adaptive@100ms..1600ms"})
  public String strategy = "";

  /** λT. */
  @Param({"0.1", "1", "10"})
  public double updatesPerPoll;

  private SimulationSpec spec = spec("poll@100ms", 1, SUBSCRIBERS, WINDOW);

  /** Makes the trial. */
  @Setup
  public void prepare() {
    spec = spec(strategy, updatesPerPoll, SUBSCRIBERS, WINDOW);
  }

  /** A trial of polls with Poisson arrivals. */
  static SimulationSpec spec(
      String strategy, double updatesPerPoll, int subscribers, Duration window) {
    Strategy parsed = Strategy.parse(strategy);
    Duration longest = parsed.longestInterval();
    double seconds = Math.max(INTERVAL.toMillis(), longest.toMillis()) / 1e3;
    var arrivals = new Arrivals.Poisson(updatesPerPoll / seconds);
    var workload = new Workload(arrivals, FEEDS, subscribers, 64, Protocol.H1);
    var timing = new Timing(longest.multipliedBy(2), window, 1, longest);
    var service = ServiceTimes.constant(1_000_000);
    var updates = UpdateSource.planned(workload, timing.warmup(), 1, 1);
    return new SimulationSpec(parsed, workload, timing, 1, 1, service, updates);
  }

  /** Simulates on one thread. */
  @Benchmark
  public SimulatedTrial simulate(Polls polls) {
    SimulatedTrial trial = Simulator.run(spec, 1);
    polls.polls += trial.meters().requests.uncorrected.count();
    return trial;
  }
}

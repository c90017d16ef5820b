package dev.pushpull.testkit;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.fork.Trial;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.target.MeasuredServer;
import dev.pushpull.trial.BurnInTimes;
import dev.pushpull.trial.ForkLife;
import dev.pushpull.trial.ScenarioTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Whole trials in this JVM, each with a server JVM of its own. */
public final class Trials {

  private static final int PAYLOAD_BYTES = 64;
  private static final long SEED = 7;

  /** Each trial keeps a core busy while its JVM starts. */
  private static final int AT_ONCE = 3;

  private Trials() {}

  /** Short: no test looks at the CPU that it saves from the compilers. */
  private static final BurnInTimes BURN_IN = BurnInTimes.ofMillis(300, 0, 300);

  /** A short trial of one window over HTTP/1.1. */
  public static TrialSpec spec(
      String strategy, String arrivals, int feeds, int subscribers, Duration window) {
    var workload =
        new Workload(Arrivals.parse(arrivals), feeds, subscribers, PAYLOAD_BYTES, Protocol.H1);
    return spec(strategy, workload, window);
  }

  /** A short trial of one window. */
  public static TrialSpec spec(String strategy, Workload workload, Duration window) {
    Cell cell = StrategyName.parse(strategy).on(workload);
    Strategy how = cell.strategy();
    var timing = new Timing(Duration.ofMillis(200), window, 1, Timing.defaultDrain(how));
    return new TrialSpec(
        "001", how, cell.workload(), timing, 1, SEED, Optional.empty(), Setup.USUAL);
  }

  /** Runs it from launch to audit. */
  public static TrialResult run(TrialSpec spec, Path folder, Consumer<String> phases)
      throws IOException, InterruptedException {
    Trial trial = Trial.open(spec, Files.createDirectories(folder), phases, BURN_IN);
    trial.warmUp();
    trial.measure();
    return trial.finish();
  }

  /** Runs a life from burn-in to audit on a server that was started, for its raw inputs. */
  public static TrialResult live(
      TrialSpec spec, MeasuredServer server, ClientEngine engine, ScenarioTrial<?, ?> scenario)
      throws IOException, InterruptedException {
    try (var life = new ForkLife<>(spec, server, engine, scenario, phase -> {}, BURN_IN)) {
      life.prepare();
      life.warmUp();
      for (int i = 0; i < spec.timing().windows(); i++) {
        life.measureWindow();
      }
      return life.finish();
    }
  }

  /**
   * Runs trials side by side, each in a folder of its own, for what does not depend on speed.
   *
   * @return their results in the same order
   */
  public static List<TrialResult> runAtOnce(List<TrialSpec> specs, Path folder) throws Exception {
    return atOnce(
        IntStream.range(0, specs.size())
            .<Callable<TrialResult>>mapToObj(
                i -> () -> run(specs.get(i), folder.resolve("at-once-" + i), phase -> {}))
            .toList());
  }

  /** Does things side by side, but no more than the machine can bear; the results are in order. */
  public static <T> List<T> atOnce(List<Callable<T>> things) throws Exception {
    var results = new ArrayList<T>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<T> thing : threads.invokeAll(things)) {
        results.add(thing.get());
      }
    }
    return results;
  }

  /** The equations that do not hold. */
  public static List<AuditCheck> unexplained(TrialResult result) {
    return result.audit().stream().filter(check -> !check.holds()).toList();
  }
}

package dev.pushpull.trial;

import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whole trials in this JVM, each with a server JVM of its own. */
final class Trials {

  private static final int PAYLOAD_BYTES = 64;
  private static final long SEED = 7;

  private Trials() {}

  /** Short: no test looks at the CPU that it saves from the compilers. */
  private static final Heating HEATING =
      new Heating(TimeUnit.MILLISECONDS.toNanos(300), TimeUnit.MILLISECONDS.toNanos(300));

  /** A short trial of one window over HTTP/1.1. */
  static TrialSpec spec(
      String strategy, String arrivals, int feeds, int subscribers, Duration window) {
    var workload =
        new Workload(Arrivals.parse(arrivals), feeds, subscribers, PAYLOAD_BYTES, Protocol.H1);
    return spec(strategy, workload, window);
  }

  /** A short trial of one window. */
  static TrialSpec spec(String strategy, Workload workload, Duration window) {
    Strategy how = Strategy.parse(strategy);
    var timing = new Timing(Duration.ofMillis(200), window, 1, Timing.defaultDrain(how));
    return new TrialSpec("001", how, workload, timing, 1, SEED, Optional.empty());
  }

  /** Runs it from launch to audit. */
  static TrialResult run(TrialSpec spec, Path folder, PhaseListener phases)
      throws IOException, InterruptedException {
    Trial trial = Trial.open(spec, Files.createDirectories(folder), phases, HEATING);
    trial.warmUp();
    trial.measure();
    return trial.finish();
  }

  /** The equations that do not hold. */
  static List<AuditCheck> unexplained(TrialResult result) {
    return result.audit().stream().filter(check -> !check.holds()).toList();
  }
}

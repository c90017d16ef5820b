package dev.pushpull.simulate.calibrate;

import dev.pushpull.model.UnitCost;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.StrategyKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trial as a calibration of costs sees it.
 *
 * @param kind how its subscribers listened, whatever their pace
 * @param trial all of it
 */
record CostedTrial(StrategyKind kind, TrialResult trial) {

  private static final String LIFELONG = "updates received = updates sent";

  private static double zeroIfNull(@Nullable Double figure) {
    return figure == null ? 0 : figure;
  }

  /** Whether it says what one answer costs. */
  boolean tells() {
    return verdict() != Verdict.INVALID && answers() > 0 && cpuMicrosPerSecond() > 0;
  }

  /** On its costs. */
  Verdict verdict() {
    return trial.validity().verdict(FigureGroup.CPU, FigureGroup.COUNTS);
  }

  private boolean isStream() {
    return kind == StrategyKind.SSE || kind == StrategyKind.WEBSOCKET;
  }

  /** Requests answered, or messages of a stream, in the windows. */
  double answers() {
    double perSecond = zeroIfNull(trial.overhead().perSubscriberSecond().messages());
    return isStream()
        ? Math.rint(perSecond * trial.workload().subscribers() * trial.windowSeconds())
        : trial.counts().exchanges().sent();
  }

  /** How many of them had nothing newer. */
  double empty() {
    return trial.counts().exchanges().emptyPolls()
        + (double) trial.counts().exchanges().longPollTimeouts();
  }

  /** How many of them carried an update. */
  private double updates() {
    return isStream() || kind == StrategyKind.POLL ? answers() : answers() - empty();
  }

  /** The server's, over all subscribers. */
  double cpuMicrosPerSecond() {
    return zeroIfNull(trial.overhead().perSubscriberSecond().serverCpuMicros())
        * trial.workload().subscribers();
  }

  double answersPerSecond() {
    return answers() / trial.windowSeconds();
  }

  double cpuMicrosPerAnswer() {
    return cpuMicrosPerSecond() / answersPerSecond();
  }

  double bytesUp() {
    return trial.overhead().bytes().up();
  }

  /** Without the payloads. */
  double bytesDown() {
    return trial.overhead().bytes().down() - updates() * trial.workload().payloadBytes();
  }

  /** What opening and closing one stream adds: all its bytes less all its messages. */
  Optional<UnitCost> opening() {
    return trial.audit().stream()
        .filter(
            check -> check.name().equals(LIFELONG) && trial.counts().connects().handshakes() > 0)
        .findFirst()
        .map(check -> opening(check.left()));
  }

  private UnitCost opening(long lifelongMessages) {
    double perMessage = trial.overhead().bytes().down() / answers();
    double down = trial.overhead().connectionBytes().down() - lifelongMessages * perMessage;
    double opened = trial.counts().connects().handshakes();
    return new UnitCost(trial.overhead().connectionBytes().up() / opened, down / opened, 0);
  }
}

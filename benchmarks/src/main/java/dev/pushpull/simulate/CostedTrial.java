package dev.pushpull.simulate;

import dev.pushpull.model.UnitCost;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a calibration takes from a trial.
 *
 * @param kind how its subscribers listened
 * @param verdict on its costs, VALID or SUSPECT
 * @param cell its strategy, shared by its repeats
 * @param answers requests answered, or messages of a stream, in the windows
 * @param empty how many of them had nothing newer
 * @param updates how many carried an update
 * @param cpuMicrosPerSecond the server's, over all subscribers
 * @param trial all of it
 */
record CostedTrial(
    Kind kind,
    Validity.Verdict verdict,
    String cell,
    double answers,
    double empty,
    double updates,
    double cpuMicrosPerSecond,
    TrialResult trial) {

  private static final String LIFELONG = "updates received = updates sent";

  static CostedTrial of(Kind kind, TrialResult trial) {
    var counts = trial.counts();
    var overhead = trial.overhead();
    double subscribers = trial.workload().subscribers();
    double messages =
        zeroIfNull(overhead.perSubscriberSecond().messages()) * subscribers * trial.windowSeconds();
    double requests = counts.exchanges().sent();
    return new CostedTrial(
        kind,
        trial.validity().verdict(FigureGroup.CPU, FigureGroup.COUNTS),
        trial.strategy(),
        kind.isStream() ? Math.rint(messages) : requests,
        counts.exchanges().emptyPolls() + (double) counts.exchanges().longPollTimeouts(),
        updates(kind, trial, Math.rint(messages)),
        zeroIfNull(overhead.perSubscriberSecond().serverCpuMicros()) * subscribers,
        trial);
  }

  private static double updates(Kind kind, TrialResult trial, double messages) {
    var counts = trial.counts();
    return switch (kind) {
      case POLL -> counts.exchanges().sent();
      case CONDITIONAL_POLL -> counts.exchanges().sent() - (double) counts.exchanges().emptyPolls();
      case LONG_POLL -> counts.exchanges().sent() - (double) counts.exchanges().longPollTimeouts();
      case EVENT_STREAM, WEB_SOCKET -> messages;
    };
  }

  private static double zeroIfNull(@Nullable Double figure) {
    return figure == null ? 0 : figure;
  }

  /** Whether it says what one answer costs. */
  boolean tells() {
    return verdict != Validity.Verdict.INVALID && answers > 0 && cpuMicrosPerSecond > 0;
  }

  double answersPerSecond() {
    return answers / trial.windowSeconds();
  }

  double cpuMicrosPerAnswer() {
    return cpuMicrosPerSecond / answersPerSecond();
  }

  double bytesUp() {
    return trial.overhead().bytes().up();
  }

  /** Without the payloads. */
  double bytesDown() {
    return trial.overhead().bytes().down() - updates * trial.workload().payloadBytes();
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
    double perMessage = trial.overhead().bytes().down() / answers;
    double down = trial.overhead().connectionBytes().down() - lifelongMessages * perMessage;
    double opened = trial.counts().connects().handshakes();
    return new UnitCost(trial.overhead().connectionBytes().up() / opened, down / opened, 0);
  }
}

package dev.pushpull.trial;

import dev.pushpull.result.Age;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.RequestLatency;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.TrialSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a trial that could not be brought to its end: INVALID, and no figure. */
public final class FailedTrial {

  private static final Counts NOTHING = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private FailedTrial() {}

  /**
   * The result.
   *
   * @param reason one line
   * @param serverLog the server's last lines, if it died
   */
  public static TrialResult of(
      TrialSpec spec, String reason, ServerInfo server, @Nullable String serverLog) {
    return new TrialResult(
        spec.id(),
        spec.strategy().toString(),
        spec.repeat(),
        spec.seed(),
        "",
        WorkloadInfo.of(spec.workload()),
        0,
        0,
        Validity.invalid(reason),
        NOTHING,
        Distribution.NONE,
        Distribution.NONE,
        new Staleness(Distribution.NONE, null),
        new Age(Distribution.NONE, null),
        new RequestLatency(Distribution.NONE, Distribution.NONE),
        Distribution.NONE,
        Distribution.NONE,
        Overhead.NONE,
        Model.NONE,
        List.of(),
        server,
        new ClockInfo(0, 0),
        serverLog);
  }
}

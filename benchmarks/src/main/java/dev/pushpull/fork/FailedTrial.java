package dev.pushpull.fork;

import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Times;
import dev.pushpull.result.TrialFacts;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.TrialSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a trial that could not be brought to its end: INVALID, and no figure. */
public final class FailedTrial {

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
        TrialFacts.of(spec, "", 0, 0),
        Validity.invalid(reason),
        Counts.NONE,
        Times.NONE,
        Overhead.NONE,
        Model.NONE,
        List.of(),
        server,
        new ClockInfo(0, 0),
        serverLog,
        null,
        null,
        null);
  }
}

package dev.pushpull.report.sweep;

import dev.pushpull.progress.StepEnd;
import dev.pushpull.result.ChatFigures;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.JobFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.text.Numbers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a trial ended, in its main figures. */
public final class TrialEnd {

  private TrialEnd() {}

  /** A trial's end; one that is INVALID has no figures, since they must not be used. */
  public static StepEnd of(TrialResult trial) {
    if (trial.validity().verdict() == Verdict.INVALID) {
      return new StepEnd(trial.validity(), "");
    }
    Stream<String> figures =
        switch (trial.story()) {
          case JobFigures jobs ->
              Stream.of(
                  latency("known after", jobs.delayMs(), "no job ended"),
                  per("requests/job", jobs.requestsPerJob()),
                  bytes("/job", jobs.bytesPerJob()));
          case ChatFigures chat ->
              Stream.of(
                  latency("arrival", chat.delayMs(), "no message sent"),
                  per("requests/message", chat.requestsPerMessage()),
                  bytes("/message", chat.bytesPerMessage()),
                  chat.lost() + " lost");
          case null ->
              Stream.of(
                  latency("delivery", trial.deliveryLatencyMs(), "no update"),
                  stale(trial.stalenessMs().staleFraction()),
                  per("requests/s", trial.overhead().perSubscriberSecond().requests()),
                  bytes("/s per subscriber", trial.overhead().perSubscriberSecond().bytes()));
        };
    return new StepEnd(
        trial.validity(), String.join(" · ", figures.filter(text -> !text.isEmpty()).toList()));
  }

  /** The median, or the mean where too few samples stand behind a median. */
  private static String latency(String what, Distribution latency, String none) {
    String stat = latency.p50() == null ? "mean" : "p50";
    Double value = latency.p50() == null ? latency.mean() : latency.p50();
    if (value == null) {
      return none;
    }
    String least = latency.atLeast().contains(stat) ? "≥ " : "";
    return what + " " + stat + " " + least + Numbers.millis(value);
  }

  private static String stale(@Nullable Double fraction) {
    return fraction == null ? "" : "stale " + Numbers.rough(100 * fraction) + " %";
  }

  private static String per(String unit, @Nullable Double value) {
    return value == null ? "" : Numbers.rough(value) + " " + unit;
  }

  private static String bytes(String unit, @Nullable Double value) {
    return value == null ? "" : Numbers.bytes(value) + unit;
  }
}

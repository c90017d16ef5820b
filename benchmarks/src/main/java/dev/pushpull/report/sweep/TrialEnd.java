package dev.pushpull.report.sweep;

import dev.pushpull.progress.StepEnd;
import dev.pushpull.result.ChatFigures;
import dev.pushpull.result.JobFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.text.Numbers;
import java.util.List;
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
    var row = new Row(trial.name(), trial.workload(), List.of(trial));
    Stream<String> figures =
        switch (trial.story()) {
          case JobFigures jobs ->
              Stream.of(
                  latency("known after", row, JobTable.KNOWN, "no job ended"),
                  per("requests/job", jobs.requestsPerJob()),
                  bytes("/job", jobs.bytesPerJob()));
          case ChatFigures chat ->
              Stream.of(
                  latency("arrival", row, ChatTable.ARRIVED, "no message sent"),
                  per("requests/message", chat.requestsPerMessage()),
                  bytes("/message", chat.bytesPerMessage()),
                  chat.lost() + " lost");
          case null ->
              Stream.of(
                  latency("delivery", row, TrialFigures.DELIVERY, untimed(trial)),
                  stale(row),
                  per("requests/s", trial.overhead().perSubscriberSecond().requests()),
                  bytes("/s per subscriber", trial.overhead().perSubscriberSecond().bytes()));
        };
    return new StepEnd(
        trial.validity(), String.join(" · ", figures.filter(text -> !text.isEmpty()).toList()));
  }

  /** The median, or the mean where too few samples stand behind a median. */
  private static String latency(String what, Row row, TimeFigures of, String none) {
    return Stream.of("p50", "mean")
        .flatMap(
            stat ->
                row.spread(of.stat(stat)).stream()
                    .map(found -> what + " " + stat + " " + found.text(Numbers::millis)))
        .findFirst()
        .orElse(none);
  }

  private static String untimed(TrialResult trial) {
    return trial.countedOnly() ? "updates are only numbered" : "no update";
  }

  private static String stale(Row row) {
    return row.spread(TrialFigures.STALE_TIME)
        .map(share -> "stale " + share.text(percent -> Numbers.rough(percent) + " %"))
        .orElse("");
  }

  private static String per(String unit, @Nullable Double value) {
    return value == null ? "" : Numbers.rough(value) + " " + unit;
  }

  private static String bytes(String unit, @Nullable Double value) {
    return value == null ? "" : Numbers.bytes(value) + unit;
  }
}

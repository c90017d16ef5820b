package dev.pushpull.report;

import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.result.ChatStory;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.JobStory;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a step of a run ended, for the line that its progress prints.
 *
 * @param validity whether its figures may be used, and why not
 * @param figures the main ones, in few words; empty if there is none
 */
public record StepEnd(Validity validity, String figures) {

  /** A trial's end; one that is INVALID has no figures, since they must not be used. */
  public static StepEnd of(TrialResult trial) {
    if (trial.validity().verdict() == Verdict.INVALID) {
      return new StepEnd(trial.validity(), "");
    }
    Stream<String> figures =
        switch (trial.story()) {
          case JobStory jobs ->
              Stream.of(
                  latency("known after", jobs.delayMs(), "no job ended"),
                  per("requests/job", jobs.requestsPerJob()),
                  bytes("/job", jobs.bytesPerJob()));
          case ChatStory chat ->
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

  /** The end of an operation's last fork: what all of its forks came to. */
  public static StepEnd of(OperationResult operation) {
    var row = new OperationRow(operation, OperationNames.of(operation.spec()));
    var figures = new ArrayList<String>();
    row.score().ifPresent(score -> figures.add(score(score)));
    row.typical()
        .filter(typical -> !row.score().equals(row.typical()))
        .ifPresent(typical -> figures.add("p50 " + typical.text()));
    return new StepEnd(operation.validity(), String.join(" · ", figures));
  }

  /**
   * The end of a fork that has others of its operation after it.
   *
   * @param unit of the score, as JMH gives it
   */
  public static StepEnd ofFork(double score, String unit) {
    var figure = new OperationFigure("score", score, null, unit, List.of());
    return new StepEnd(
        Validity.VALID, Double.isFinite(score) ? score(OperationValue.of(figure)) : "");
  }

  private static String score(OperationValue score) {
    return score.isTime() ? "mean " + score.text() : score.text();
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

  /** The line that ends the step, and one for each reason against its figures. */
  List<String> lines(String step) {
    var lines = new ArrayList<String>();
    lines.add((step + "  " + validity.verdict() + "  " + figures).stripTrailing());
    validity.lines().forEach(reason -> lines.add("  " + Printable.line(reason)));
    return lines;
  }
}

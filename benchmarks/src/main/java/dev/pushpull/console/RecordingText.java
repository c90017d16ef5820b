package dev.pushpull.console;

import dev.pushpull.record.Recording;
import dev.pushpull.record.Tally;
import dev.pushpull.record.live.RecordingPlan;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.text.Grid;
import dev.pushpull.text.Numbers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A recording in words. */
public final class RecordingText {

  private RecordingText() {}

  /** What is about to be loaded, and what is read for that. */
  public static String before(TargetSpec spec, RecordingPlan plan, Duration length) {
    List<String> variables = spec.variables();
    return Printable.line(
            "Loading %s for %s with %s clients (%s), about %s requests/s; load only servers that are yours to load."
                .formatted(
                    spec.url().getRawAuthority(),
                    Durations.clock(length),
                    plan.clients().size(),
                    plan,
                    Numbers.plain(plan.requestsPerSecond())))
        + "\nEnvironment variables read: "
        + (variables.isEmpty() ? "none" : String.join(", ", variables))
        + "\n";
  }

  /** What came of it. */
  public static String after(Recording recorded) {
    var grid = new Grid(true);
    grid.add(List.of("", "count", "mean time", "bytes up", "down", ""));
    for (Recording.Answers each : recorded.answers()) {
      grid.add(
          List.of(
              each.way() + " " + each.status(),
              Long.toString(each.timeNanos().count()),
              Numbers.millis(each.timeNanos().mean() / 1e6),
              bytes(each.bytesUp()),
              bytes(each.bytesDown()),
              ""));
    }
    for (Recording.Push each : recorded.pushes()) {
      grid.add(
          List.of(
              each.way() + " message",
              Long.toString(each.messages()),
              Numbers.NONE,
              each.messages() == 0 ? Numbers.NONE : Numbers.plain(each.message().up()),
              each.messages() == 0 ? Numbers.NONE : Numbers.plain(each.message().down()),
              " opening " + Numbers.plain(each.opening().up() + each.opening().down()) + " B"));
    }
    String lines = grid.lines().stream().collect(Collectors.joining("\n", "", "\n"));
    return "%s: %s updates of %s in %s, %s of a feed; 19 of 20 are known within %s\n"
            .formatted(
                recorded.target(),
                recorded.updates(),
                recorded.feeds().size() == 1 ? "1 feed" : recorded.feeds().size() + " feeds",
                Durations.clock(Duration.ofMillis(Math.round(recorded.seconds() * 1e3))),
                Numbers.plain(recorded.updates() / recorded.feedSeconds()) + "/s",
                Numbers.millis(recorded.resolutionMs()))
        + lines
        + refusals(recorded)
        + recorded.notes().stream()
            .map(note -> "Note: " + Printable.line(note) + ".\n")
            .collect(Collectors.joining());
  }

  private static String refusals(Recording recorded) {
    long refused = recorded.totals().refused();
    return refused == 0
        ? ""
        : "The server refused %s requests with 429 or 503; each time its client paused.\n"
            .formatted(refused);
  }

  private static String bytes(Tally tally) {
    return Numbers.plain(tally.mean());
  }
}

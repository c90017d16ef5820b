package dev.pushpull.tune;

import dev.pushpull.report.Grid;
import dev.pushpull.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link JobAdvice} as a terminal shows it. */
public final class JobText {

  private JobText() {}

  /** The text, ending with a line end. */
  public static String render(JobAdvice advice) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s, round trip %s%s"
            .formatted(
                advice.scenario(),
                Numbers.millis(advice.roundTripMs()),
                advice.required().isEmpty()
                    ? ""
                    : "; required: " + String.join(", ", advice.required())));
    lines.add("");
    lines.addAll(table(advice));
    lines.add("");
    lines.add(recommended(advice.recommended(), advice.required()));
    JobWay told = advice.told();
    if (told != null) {
      lines.add(
          "With push instead: %s knows after %s, for %s per job and a connection while it lasts."
              .formatted(told.strategy(), Numbers.millis(told.meanMs()), requests(told)));
    }
    if (!advice.advises()) {
      lines.add("No strategy considered meets all requirements.");
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> table(JobAdvice advice) {
    var grid = new Grid(true);
    grid.add(List.of("", "known after", "", "/job", "/job", ""));
    grid.add(List.of("strategy", "mean", "p95", "requests", "wasted", "by"));
    for (JobWay way : advice.ways()) {
      grid.add(
          List.of(
              way.strategy(),
              Numbers.millis(way.meanMs()),
              Numbers.millis(way.p95Ms()),
              Numbers.plain(way.requestsPerJob()),
              Numbers.plain(way.wastedPollsPerJob()),
              way.basis()));
    }
    return grid.lines();
  }

  private static String recommended(@Nullable JobWay way, List<String> required) {
    if (way == null) {
      return "No poll considered meets all requirements.";
    }
    return "%s %s: a client knows %s after the end on average, for %s per job, of which %s are wasted."
        .formatted(
            required.isEmpty() ? "Fewest requests:" : "Use",
            way.strategy(),
            Numbers.millis(way.meanMs()),
            requests(way),
            Numbers.rough(way.wastedPollsPerJob()));
  }

  private static String requests(JobWay way) {
    String number = Numbers.rough(way.requestsPerJob());
    return number.equals("1.0") ? "1 request" : number + " requests";
  }
}

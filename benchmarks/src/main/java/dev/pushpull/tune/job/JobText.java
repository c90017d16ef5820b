package dev.pushpull.tune.job;

import dev.pushpull.text.Numbers;
import dev.pushpull.tune.Lines;
import java.util.ArrayList;
import java.util.List;

/** {@link JobAdvice} as a terminal shows it. */
public final class JobText {

  private JobText() {}

  /** The text, ending with a line end. */
  public static String render(JobAdvice advice) {
    String required =
        advice.required().isEmpty() ? "" : "; required: " + String.join(", ", advice.required());
    var lines =
        new Lines()
            .line(
                "%s, round trip %s%s"
                    .formatted(advice.scenario(), Numbers.millis(advice.roundTripMs()), required))
            .line("")
            .table(rows(advice))
            .line("")
            .line(recommended(advice));
    JobPrediction told = advice.told();
    if (told != null) {
      lines.line(
          "With push instead: %s knows after %s, for %s per job and a connection while it lasts."
              .formatted(told.strategy(), Numbers.millis(told.meanMs()), requests(told)));
    }
    if (!advice.advises()) {
      lines.line("No strategy considered meets all requirements.");
    }
    return lines.toString();
  }

  private static List<List<String>> rows(JobAdvice advice) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("", "known after", "", "/job", "/job", ""));
    rows.add(List.of("strategy", "mean", "p95", "requests", "wasted", "by"));
    for (JobPrediction way : advice.ways()) {
      rows.add(
          List.of(
              way.strategy(),
              Numbers.millis(way.meanMs()),
              Numbers.millis(way.p95Ms()),
              Numbers.plain(way.requestsPerJob()),
              Numbers.plain(way.wastedPollsPerJob()),
              way.basis()));
    }
    return rows;
  }

  private static String recommended(JobAdvice advice) {
    JobPrediction way = advice.recommended();
    if (way == null) {
      return "No poll considered meets all requirements.";
    }
    return "%s %s: a client knows %s after the end on average, for %s per job, of which %s are wasted."
        .formatted(
            advice.required().isEmpty() ? "Fewest requests:" : "Use",
            way.strategy(),
            Numbers.millis(way.meanMs()),
            requests(way),
            Numbers.rough(way.wastedPollsPerJob()));
  }

  private static String requests(JobPrediction way) {
    String number = Numbers.rough(way.requestsPerJob());
    return number.equals("1.0") ? "1 request" : number + " requests";
  }
}

package dev.pushpull.report.sweep;

import dev.pushpull.result.JobFigures;
import dev.pushpull.spec.Scenario;
import dev.pushpull.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of jobs, by strategy: figures for a table, and what they mean. */
public final class JobTable {

  static final TimeFigures KNOWN =
      new TimeFigures("story.doneToKnownMs", "done to known", "known after");
  static final TrialFigure REQUESTS = perJob("requestsPerJob", "requests", "reqs");
  static final TrialFigure BYTES = perJob("bytesPerJob", "bytes", "bytes");
  private static final TrialFigure KNOWN_MEAN = KNOWN.stat("mean");
  private static final TrialFigure REQUESTS_EXPECTED =
      perJob("expectedRequestsPerJob", "expected requests", "form");
  private static final TrialFigure WASTED = perJob("wastedPollsPerJob", "wasted polls", "wasted");

  /** In the order of the columns. */
  private static final List<TrialFigure> TABLE =
      List.of(
          KNOWN_MEAN,
          new TrialFigure("story.expectedDoneToKnownMs", "expected ms", "known after", "form ms"),
          KNOWN.stat("p95"),
          REQUESTS,
          REQUESTS_EXPECTED,
          WASTED,
          new TrialFigure("story.wastedPollRatio", "wasted polls %", "wasted", "% polls"),
          BYTES,
          new TrialFigure("story.measured", "jobs measured", "jobs", "measured"));

  private JobTable() {}

  private static TrialFigure perJob(String metric, String what, String name) {
    return new TrialFigure("story." + metric, what + " per job", "/job", name);
  }

  /** Whether these rows are about jobs. */
  public static boolean fits(List<Row> rows) {
    return Row.stories(rows, JobFigures.class).findAny().isPresent();
  }

  static ScenarioTable of(List<Row> rows) {
    return new ScenarioTable(
        Scenario.JobStatus.KIND, "Job status: delay and cost", TABLE, sentences(rows));
  }

  /** What the table means, in sentences that follow from its VALID trials alone. */
  private static List<String> sentences(List<Row> rows) {
    List<Row> sound = Row.sound(rows, KNOWN_MEAN);
    List<Row> polls = sound.stream().filter(Row::polls).toList();
    return Stream.of(
            Row.least(sound, KNOWN_MEAN)
                .map(
                    row ->
                        "Fastest: %s; clients know %s after a job is done on average, for %s and %s per job."
                            .formatted(row.name(), known(row), requests(row), row.bytes(BYTES))),
            Row.least(polls, REQUESTS)
                .map(
                    row ->
                        "Fewest requests of the polls: %s, %s per job; its clients showed a finished job as still running for %s."
                            .formatted(row.name(), requests(row), known(row))),
            polls.stream()
                .max(Comparator.comparingDouble(JobTable::wasted))
                .filter(row -> wasted(row) >= 1)
                .map(
                    row ->
                        "Most wasted polls: %s; %s of its %s per job returned nothing new, and its clients knew %s after the end."
                            .formatted(
                                row.name(), Numbers.rough(wasted(row)), requests(row), known(row))),
            polls.stream()
                .filter(row -> row.median(REQUESTS_EXPECTED).isPresent())
                .findFirst()
                .map(
                    _ ->
                        "Expected of polling every T from a random instant: clients know T/2 plus"
                            + " half a round trip after the end, and send one request plus one for"
                            + " each T that the job takes."))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String known(Row row) {
    return row.millis(KNOWN_MEAN);
  }

  private static double wasted(Row row) {
    return row.median(WASTED).orElse(0.0);
  }

  private static String requests(Row row) {
    return row.median(REQUESTS)
        .map(Numbers::rough)
        .map(number -> number.equals("1.0") ? "1 request" : number + " requests")
        .orElse("an unknown number of requests");
  }
}

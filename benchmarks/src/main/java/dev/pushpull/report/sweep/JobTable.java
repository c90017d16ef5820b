package dev.pushpull.report.sweep;

import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.JobStory;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Scenario;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of jobs, by strategy: figures for a table, and what they mean. */
public final class JobTable {

  static final TrialFigure KNOWN_MEAN = known("mean");
  static final TrialFigure KNOWN_P50 = known("p50");
  static final TrialFigure KNOWN_P95 = known("p95");
  static final TrialFigure KNOWN_P99 = known("p99");
  static final TrialFigure KNOWN_MAX = known("max");
  private static final TrialFigure KNOWN_EXPECTED =
      TrialFigure.exact(
          FigureGroup.FRESHNESS,
          "expected ms",
          "known after",
          "form ms",
          t -> t.story() == null ? null : t.story().expectedDelayMs());
  static final TrialFigure REQUESTS = perJob("requests", "reqs", JobStory::requestsPerJob);
  private static final TrialFigure REQUESTS_EXPECTED =
      perJob("expected requests", "form", JobStory::expectedRequestsPerJob);
  private static final TrialFigure WASTED =
      perJob("wasted polls", "wasted", JobStory::wastedPollsPerJob);
  private static final TrialFigure WASTED_SHARE =
      TrialFigure.story(
          JobStory.class,
          "wasted polls %",
          "wasted",
          "% polls",
          story -> TrialFigure.percent(story.wastedPollRatio()));
  static final TrialFigure BYTES = perJob("bytes", "bytes", JobStory::bytesPerJob);
  private static final TrialFigure MEASURED =
      TrialFigure.story(
          JobStory.class, "jobs measured", "jobs", "measured", story -> (double) story.measured());

  /** In the order of the columns. */
  static final List<TrialFigure> TABLE =
      List.of(
          KNOWN_MEAN,
          KNOWN_EXPECTED,
          KNOWN_P95,
          REQUESTS,
          REQUESTS_EXPECTED,
          WASTED,
          WASTED_SHARE,
          BYTES,
          MEASURED);

  private JobTable() {}

  private static TrialFigure known(String stat) {
    return TrialFigure.millis("done to known", "known after", stat, TrialResult::delayMs);
  }

  private static TrialFigure perJob(
      String what, String name, Function<JobStory, @Nullable Double> of) {
    return TrialFigure.story(JobStory.class, what + " per job", "/job", name, of);
  }

  /** Whether these rows are about jobs. */
  public static boolean fits(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.trials().stream())
        .map(TrialResult::story)
        .anyMatch(JobStory.class::isInstance);
  }

  public static ScenarioTable of(List<Row> rows) {
    return new ScenarioTable(
        Scenario.JobStatus.KIND, "Job status: delay and cost", TABLE, sentences(rows));
  }

  /** What the table means, in sentences that follow from its VALID trials alone. */
  private static List<String> sentences(List<Row> rows) {
    List<Row> sound = Row.sound(rows, KNOWN_MEAN);
    List<Row> polls = sound.stream().filter(Row::polls).toList();
    var sentences = new ArrayList<String>();
    Row.least(sound, KNOWN_MEAN)
        .ifPresent(
            row ->
                sentences.add(
                    "Fastest: %s; clients know %s after a job is done on average, for %s and %s per job."
                        .formatted(row.name(), millis(row), requests(row), row.bytes(BYTES))));
    Row.least(polls, REQUESTS)
        .ifPresent(
            row ->
                sentences.add(
                    "Fewest requests of the polls: %s, %s per job; its clients showed a finished job as still running for %s."
                        .formatted(row.name(), requests(row), millis(row))));
    Row.most(polls, WASTED)
        .filter(row -> row.median(WASTED).orElseThrow() >= 1)
        .ifPresent(
            row ->
                sentences.add(
                    "Most wasted polls: %s; %s of its %s per job returned nothing new, and its clients knew %s after the end."
                        .formatted(
                            row.name(),
                            Numbers.rough(row.median(WASTED).orElseThrow()),
                            requests(row),
                            millis(row))));
    if (polls.stream().anyMatch(row -> row.median(REQUESTS_EXPECTED).isPresent())) {
      sentences.add(
          "Expected of polling every T from a random instant: clients know T/2 plus half a round"
              + " trip after the end, and send one request plus one for each T that the job"
              + " takes.");
    }
    return sentences;
  }

  private static String millis(Row row) {
    return Numbers.millis(row.median(KNOWN_MEAN).orElseThrow());
  }

  private static String requests(Row row) {
    return row.median(REQUESTS)
        .map(Numbers::rough)
        .map(number -> number.equals("1.0") ? "1 request" : number + " requests")
        .orElse("an unknown number of requests");
  }
}

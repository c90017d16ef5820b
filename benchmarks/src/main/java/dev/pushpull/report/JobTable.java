package dev.pushpull.report;

import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.JobStory;
import dev.pushpull.result.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of jobs, by strategy: figures for a table, and what they mean. */
public final class JobTable {

  public static final Figure KNOWN_MEAN =
      Figure.delay("done to known", "known after", "mean", t -> t.delayMs().mean());
  public static final Figure KNOWN_EXPECTED =
      Figure.exact(
          FigureGroup.FRESHNESS,
          "expected ms",
          "known after",
          "form ms",
          t -> t.story() == null ? null : t.story().expectedDelayMs());
  public static final Figure KNOWN_P50 =
      Figure.delay("done to known", "known after", "p50", t -> t.delayMs().p50());
  public static final Figure KNOWN_P99 =
      Figure.delay("done to known", "known after", "p99", t -> t.delayMs().p99());
  static final Figure KNOWN_MAX =
      Figure.delay("done to known", "known after", "max", t -> t.delayMs().max());
  public static final Figure KNOWN_P95 =
      Figure.delay("done to known", "known after", "p95", t -> t.delayMs().p95());
  public static final Figure REQUESTS =
      told("requests per job", "/job", "reqs", JobStory::requestsPerJob);
  public static final Figure REQUESTS_EXPECTED =
      told("expected requests per job", "/job", "form", JobStory::expectedRequestsPerJob);
  public static final Figure WASTED =
      told("wasted polls per job", "/job", "wasted", JobStory::wastedPollsPerJob);
  public static final Figure WASTED_SHARE =
      told("wasted polls %", "wasted", "% polls", story -> Figure.percent(story.wastedPollRatio()));
  public static final Figure BYTES = told("bytes per job", "/job", "bytes", JobStory::bytesPerJob);
  public static final Figure MEASURED =
      told("jobs measured", "jobs", "measured", story -> (double) story.measured());

  /** In the order of the columns. */
  public static final List<Figure> TABLE =
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

  private static Figure told(
      String title, String group, String name, Function<JobStory, @Nullable Double> of) {
    return Figure.exact(
        FigureGroup.COUNTS,
        title,
        group,
        name,
        trial -> trial.story() instanceof JobStory told ? of.apply(told) : null);
  }

  /** Whether these rows are about jobs. */
  public static boolean fits(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.trials().stream())
        .map(TrialResult::story)
        .anyMatch(JobStory.class::isInstance);
  }

  /** What the table means, in sentences that follow from its VALID trials alone. */
  public static List<String> sentences(List<Row> rows) {
    List<Row> sound =
        rows.stream()
            .filter(r -> r.supportsClaims(FigureGroup.FRESHNESS))
            .filter(r -> has(r, KNOWN_MEAN))
            .toList();
    var sentences = new ArrayList<String>();
    least(sound, KNOWN_MEAN)
        .ifPresent(
            row ->
                sentences.add(
                    "Fastest: %s; clients know %s after a job is done on average, for %s and %s per job."
                        .formatted(row.name(), millis(row), requests(row), bytes(row))));
    List<Row> polls = sound.stream().filter(Row::polls).toList();
    least(polls, REQUESTS)
        .ifPresent(
            row ->
                sentences.add(
                    "Fewest requests of the polls: %s, %s per job; its clients showed a finished job"
                            .formatted(row.name(), requests(row))
                        + " as still running for %s.".formatted(millis(row))));
    most(polls, WASTED)
        .filter(row -> median(row, WASTED) >= 1)
        .ifPresent(
            row ->
                sentences.add(
                    "Most wasted polls: %s; %s of its %s per job returned nothing new, and its clients knew %s after the end."
                        .formatted(
                            row.name(),
                            Numbers.rough(median(row, WASTED)),
                            requests(row),
                            millis(row))));
    if (polls.stream().anyMatch(row -> has(row, REQUESTS_EXPECTED))) {
      sentences.add(
          "Expected of polling every T from a random instant: clients know T/2 plus half a round"
              + " trip after the end, and send one request plus one for each T that the job"
              + " takes.");
    }
    return sentences;
  }

  private static boolean has(Row row, Figure figure) {
    return row.validSpread(figure).isPresent();
  }

  private static double median(Row row, Figure figure) {
    return row.validSpread(figure).map(Spread::median).orElse(Double.NaN);
  }

  private static Optional<Row> least(List<Row> rows, Figure figure) {
    return rows.stream()
        .filter(row -> has(row, figure))
        .min(Comparator.comparingDouble(row -> median(row, figure)));
  }

  private static Optional<Row> most(List<Row> rows, Figure figure) {
    return rows.stream()
        .filter(row -> has(row, figure))
        .max(Comparator.comparingDouble(row -> median(row, figure)));
  }

  private static String millis(Row row) {
    return Numbers.millis(median(row, KNOWN_MEAN));
  }

  private static String bytes(Row row) {
    return has(row, BYTES) ? Numbers.bytes(median(row, BYTES)) : "an unknown number of bytes";
  }

  private static String requests(Row row) {
    if (!has(row, REQUESTS)) {
      return "an unknown number of requests";
    }
    String number = Numbers.rough(median(row, REQUESTS));
    return number.equals("1.0") ? "1 request" : number + " requests";
  }
}

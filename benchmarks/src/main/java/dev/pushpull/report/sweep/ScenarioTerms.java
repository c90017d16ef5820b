package dev.pushpull.report.sweep;

import dev.pushpull.report.Spread;
import dev.pushpull.text.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the workloads of one scenario are told by: the figure that their clients wait for, and what
 * fresh and cheap mean to readers who choose between strategies.
 *
 * @param delay what clients wait for
 * @param expected the closed form of its mean
 * @param story what the scenario adds, or nothing
 * @param effect what users notice with a strategy, such as {@code screens are wrong 36.4 % of the
 *     time and 65.9 ms behind on average}
 * @param fresh how far behind a strategy is: the mean says which of two is fresher, the 95th
 *     percentile must stay below {@link #LIMIT_MS}
 * @param limit what a strategy did whose tail stayed below
 * @param costs every cost that is shown; the one in bytes decides which of two is cheaper
 * @param per what the costs are counted for
 */
record ScenarioTerms(
    TimeFigures delay,
    Expected expected,
    Function<List<Row>, Optional<ScenarioTable>> story,
    Function<Row, String> effect,
    TimeFigures fresh,
    String limit,
    List<Cost> costs,
    String per) {

  /** What is taken as fresh enough where no requirement says otherwise. */
  private static final double LIMIT_MS = 1_000;

  private static final ScenarioTerms FEEDS =
      feeds(_ -> Optional.empty(), row -> stale(row, "screens") + behind(row));
  private static final ScenarioTerms COURIERS =
      feeds(
          rows -> Optional.of(CourierTable.of(rows)),
          row -> stale(row, "positions on the map") + old(row));
  private static final ScenarioTerms JOBS =
      new ScenarioTerms(
          JobTable.KNOWN,
          Expected.mean(
              JobTable.KNOWN,
              "story.expectedDoneToKnownMs",
              "story.expectedDoneToKnownToleranceMs"),
          rows -> Optional.of(JobTable.of(rows)),
          row ->
              "a client knows that its job is done %s later on average"
                  .formatted(mean(row, JobTable.KNOWN)),
          JobTable.KNOWN,
          "told clients within 1 s that a job was done, for 95 % of the jobs",
          List.of(Cost.REQUESTS.by(JobTable.REQUESTS), Cost.BYTES.by(JobTable.BYTES)),
          "per job");

  private static final ScenarioTerms CHATS =
      new ScenarioTerms(
          ChatTable.ARRIVED,
          Expected.mean(
              ChatTable.ARRIVED,
              "story.expectedSentToReceivedMs",
              "story.expectedSentToReceivedToleranceMs"),
          rows -> Optional.of(ChatTable.of(rows)),
          row ->
              "a message reaches the others %s after it is sent, on average"
                  .formatted(mean(row, ChatTable.ARRIVED)),
          ChatTable.ARRIVED,
          "delivered 95 % of the messages within 1 s",
          List.of(Cost.REQUESTS.by(ChatTable.REQUESTS), Cost.BYTES.by(ChatTable.BYTES)),
          "per message received");

  private static ScenarioTerms feeds(
      Function<List<Row>, Optional<ScenarioTable>> story, Function<Row, String> effect) {
    return new ScenarioTerms(
        TrialFigures.DELIVERY,
        Expected.mean(
            TrialFigures.DELIVERY,
            "model.deliveryLatencyMeanMs",
            "model.deliveryLatencyToleranceMs"),
        story,
        effect,
        TrialFigures.STALENESS,
        "kept screens less than 1 s behind 95 % of the time",
        Cost.ALL,
        "per client and second");
  }

  /** Those of one workload's rows. */
  static ScenarioTerms of(List<Row> rows) {
    if (JobTable.fits(rows)) {
      return JOBS;
    }
    if (ChatTable.fits(rows)) {
      return CHATS;
    }
    return CourierTable.fits(rows) ? COURIERS : FEEDS;
  }

  /** The columns of the workload's table: what its clients wait for, and what all have. */
  List<TrialFigure> table() {
    return Stream.concat(
            Stream.of(delay.stat("p50"), delay.stat("p99")), TrialFigures.COMMON.stream())
        .toList();
  }

  /** Decides which of two strategies is fresher. */
  TrialFigure mean() {
    return fresh.stat("mean");
  }

  /** Decides which of two strategies is cheaper, in bytes. */
  TrialFigure cost() {
    return costs.get(1).figure();
  }

  /**
   * Whether a strategy is known to be fresh enough without a requirement. Where too few samples
   * stand behind the percentile, the maximum decides, which is never below it.
   */
  boolean isFresh(Row row) {
    return row.validSpread(fresh.stat("p95"))
        .or(() -> row.validSpread(fresh.stat("max")))
        .filter(spread -> !spread.lowerBound() && spread.max() < LIMIT_MS)
        .isPresent();
  }

  /** What a strategy does to users, and what it takes for that. */
  String tell(Row row) {
    List<String> prices = costs.stream().flatMap(cost -> cost.of(row).stream()).toList();
    String price =
        prices.isEmpty() ? "" : ", for %s %s".formatted(Protocols.enumerated(prices), per);
    return effect.apply(row) + price;
  }

  /** What one took of another's costs, each only where it was measured for both. */
  List<String> against(Row one, Row other) {
    // That a push sends no requests is already part of its price.
    return costs.stream()
        .filter(cost -> one.median(cost.figure()).orElse(0.0) > 0.005)
        .filter(cost -> other.median(cost.figure()).orElse(0.0) > 0)
        .map(
            cost ->
                cost.against(
                    one.validSpread(cost.figure()).orElseThrow(),
                    other.validSpread(cost.figure()).orElseThrow()))
        .toList();
  }

  private static String stale(Row row, String what) {
    Optional<Spread> share = row.validSpread(TrialFigures.STALE_TIME);
    return share.filter(of -> of.lowerBound() || of.worse() > 0).isEmpty()
        ? what + " are never wrong"
        : "%s are wrong %s of the time".formatted(what, row.staleTime());
  }

  private static String behind(Row row) {
    return " and %s behind on average".formatted(mean(row, TrialFigures.STALENESS));
  }

  private static String old(Row row) {
    return row.median(CourierTable.AGE_MEAN).isEmpty()
        ? ""
        : " and %s old on average".formatted(mean(row, CourierTable.AGE));
  }

  private static String mean(Row row, TimeFigures times) {
    return row.validSpread(times.stat("mean"))
        .map(
            spread ->
                !spread.lowerBound() && spread.worse() < 1
                    ? "less than 1 ms"
                    : spread.text(Numbers::millis).replace("≥", "at least").replace("≤", "at most"))
        .orElse(Numbers.NONE);
  }
}

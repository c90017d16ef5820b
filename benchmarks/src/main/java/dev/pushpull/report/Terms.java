package dev.pushpull.report;

import dev.pushpull.result.FigureGroup;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What fresh and cheap mean to readers who choose between the strategies of one scenario.
 *
 * @param effect what users notice with a strategy, such as {@code screens are wrong 36.4 % of the
 *     time and 65.9 ms behind on average}
 * @param mean the figure that says which of two is fresher, in ms
 * @param tail what must stay below {@link #LIMIT_MS}; missing where too few samples stand behind it
 * @param most its maximum, which is always known and never below the tail
 * @param limit what a strategy did whose tail stayed below
 * @param cost decides which of two is cheaper, in bytes
 * @param costs every cost that is shown
 * @param per what the costs are counted for
 */
record Terms(
    Function<Row, String> effect,
    Figure mean,
    Figure tail,
    Figure most,
    String limit,
    Figure cost,
    List<Cost> costs,
    String per) {

  /** What is taken as fresh enough where no requirement says otherwise. */
  static final double LIMIT_MS = 1_000;

  /**
   * One cost.
   *
   * @param noun such as {@code bytes}
   * @param less what there is of it where it is smaller, such as {@code fewer bytes}
   * @param told the amount in words
   */
  record Cost(Figure figure, String noun, String less, Function<Double, String> told) {}

  private static final Cost BYTES = new Cost(Figures.BYTES, "bytes", "fewer bytes", Numbers::bytes);

  private static final Cost SERVER_CPU =
      new Cost(
          Figures.SERVER_CPU,
          "server CPU",
          "less server CPU",
          micros -> Numbers.micros(micros) + " of server CPU");

  private static final Cost REQUESTS =
      new Cost(Figures.REQUESTS, "requests", "fewer requests", Terms::requests);

  private static final Figure STALENESS_MAX =
      Figure.exact(FigureGroup.FRESHNESS, "", "", "", t -> t.stalenessMs().distribution().max());

  private static final String SCREENS = "kept screens less than 1 s behind 95 % of the time";

  private static final Terms FEEDS =
      new Terms(
          row -> stale(row, "screens") + behind(row),
          Figures.STALENESS_MEAN,
          Figures.STALENESS_P95,
          STALENESS_MAX,
          SCREENS,
          Figures.BYTES,
          List.of(REQUESTS, BYTES, SERVER_CPU),
          "per client and second");

  private static final Terms COURIERS =
      new Terms(
          row -> stale(row, "positions on the map") + old(row),
          Figures.STALENESS_MEAN,
          Figures.STALENESS_P95,
          STALENESS_MAX,
          SCREENS,
          Figures.BYTES,
          List.of(REQUESTS, BYTES, SERVER_CPU),
          "per client and second");

  private static final Terms JOBS =
      new Terms(
          row ->
              "a client knows that its job is done %s later on average"
                  .formatted(millis(row, JobTable.KNOWN_MEAN)),
          JobTable.KNOWN_MEAN,
          JobTable.KNOWN_P95,
          JobTable.KNOWN_MAX,
          "told clients within 1 s that a job was done, for 95 % of the jobs",
          JobTable.BYTES,
          List.of(
              new Cost(JobTable.REQUESTS, "requests", "fewer requests", Terms::requests),
              new Cost(JobTable.BYTES, "bytes", "fewer bytes", Numbers::bytes)),
          "per job");

  private static final Terms CHATS =
      new Terms(
          row ->
              "a message reaches the others %s after it is sent, on average"
                  .formatted(millis(row, ChatTable.ARRIVED_MEAN)),
          ChatTable.ARRIVED_MEAN,
          ChatTable.ARRIVED_P95,
          ChatTable.ARRIVED_MAX,
          "delivered 95 % of the messages within 1 s",
          ChatTable.BYTES,
          List.of(
              new Cost(ChatTable.REQUESTS, "requests", "fewer requests", Terms::requests),
              new Cost(ChatTable.BYTES, "bytes", "fewer bytes", Numbers::bytes)),
          "per message received");

  /** Those of one workload's rows. */
  static Terms of(List<Row> rows) {
    if (JobTable.fits(rows)) {
      return JOBS;
    }
    if (ChatTable.fits(rows)) {
      return CHATS;
    }
    return CourierTable.fits(rows) ? COURIERS : FEEDS;
  }

  /** The metric that a requirement on freshness would name. */
  String asked() {
    if (tail.equals(Figures.STALENESS_P95)) {
      return "staleness.p95";
    }
    return tail.equals(JobTable.KNOWN_P95) ? "doneToKnown.p95" : "sentToReceived.p95";
  }

  /** Whether a strategy is known to be fresh enough without a requirement. */
  boolean isFresh(Row row) {
    return row.validSpread(tail)
        .or(() -> row.validSpread(most))
        .filter(spread -> !spread.lowerBound() && spread.max() < LIMIT_MS)
        .isPresent();
  }

  /** What a strategy does to users, and what it takes for that. */
  String tell(Row row) {
    List<String> prices =
        costs.stream()
            .flatMap(c -> row.validSpread(c.figure).map(s -> c.told.apply(s.median())).stream())
            .toList();
    String price =
        prices.isEmpty() ? "" : ", for %s %s".formatted(Protocols.enumerated(prices), per);
    return effect.apply(row) + price;
  }

  /** What one took of another's costs, each only where it was measured for both. */
  List<String> against(Row one, Row other) {
    return costs.stream().flatMap(cost -> against(cost, one, other).stream()).toList();
  }

  private static Optional<String> against(Cost cost, Row one, Row other) {
    // That a push sends no requests is already part of its price.
    Optional<Spread> a = one.validSpread(cost.figure).filter(spread -> spread.median() > 0.005);
    Optional<Spread> b = other.validSpread(cost.figure).filter(spread -> spread.median() > 0);
    return a.isEmpty() || b.isEmpty()
        ? Optional.empty()
        : Optional.of(against(cost, a.get(), b.get()));
  }

  private static String against(Cost cost, Spread a, Spread b) {
    double ratio = a.median() / b.median();
    if (a.min() <= b.max() && b.min() <= a.max()) {
      return "no clear difference in " + cost.noun;
    }
    if (ratio < 1) {
      return Numbers.rough(100 * (1 - ratio)) + " % " + cost.less;
    }
    return ratio < 2
        ? Numbers.rough(100 * (ratio - 1)) + " % more " + cost.noun
        : Numbers.rough(ratio) + " times the " + cost.noun;
  }

  private static String stale(Row row, String what) {
    double share = row.validSpread(Figures.STALE_TIME).map(Spread::median).orElse(0.0) / 100;
    return share == 0
        ? what + " are never wrong"
        : "%s are wrong %s of the time".formatted(what, Numbers.percent(share));
  }

  private static String behind(Row row) {
    return " and %s behind on average".formatted(millis(row, Figures.STALENESS_MEAN));
  }

  private static String old(Row row) {
    return row.validSpread(CourierTable.AGE_MEAN)
        .map(age -> " and %s old on average".formatted(millis(age)))
        .orElse("");
  }

  private static String millis(Row row, Figure figure) {
    return row.validSpread(figure).map(Terms::millis).orElse(Numbers.NONE);
  }

  private static String millis(Spread spread) {
    if (spread.lowerBound()) {
      return "at least " + Numbers.millis(spread.median());
    }
    return spread.median() < 1 ? "less than 1 ms" : Numbers.millis(spread.median());
  }

  private static String requests(double number) {
    if (number < 0.005) {
      return "no requests";
    }
    String text = Numbers.bare(Double.parseDouble(Numbers.plain(number)));
    return text.equals("1") ? "1 request" : text + " requests";
  }
}

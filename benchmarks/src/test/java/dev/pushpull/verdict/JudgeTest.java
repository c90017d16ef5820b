package dev.pushpull.verdict;

import static dev.pushpull.result.FigureGroup.COUNTS;
import static dev.pushpull.result.FigureGroup.CPU;
import static dev.pushpull.result.FigureGroup.FRESHNESS;
import static dev.pushpull.result.FigureGroup.REQUEST_LATENCY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.Exchange;
import dev.pushpull.measure.FixedTicks;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Samples;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.Model;
import dev.pushpull.result.Model.Expected;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.Validity;
import dev.pushpull.result.Validity.Reason;
import dev.pushpull.result.Validity.Shares;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Strategy;
import dev.pushpull.trial.Made;
import dev.pushpull.trial.Probe;
import dev.pushpull.trial.PublisherLag;
import dev.pushpull.trial.WindowMeters;
import dev.pushpull.verdict.Judge.Tempo;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Each rule just inside and just outside of its bound, and its words. */
@Isolated
class JudgeTest {

  private static final Strategy PUSH = Strategy.parse("websocket");
  private static final Strategy POLL = Strategy.parse("poll@200ms");

  private static final Tempo QUICK = new Tempo(3.0, 1.0, 1_000);

  private static void assertValid(Judge judge) {
    assertThat(judge.verdict().reasons()).isEmpty();
    assertThat(judge.verdict().verdict()).isEqualTo(Verdict.VALID);
  }

  private static void assertSuspect(Judge judge, String reason, FigureGroup... touches) {
    var all = touches.length == 0 ? FigureGroup.ALL : Set.of(touches);
    assertThat(judge.verdict().reasons()).containsExactly(new Reason(Verdict.SUSPECT, all, reason));
    assertThat(judge.verdict().verdict()).isEqualTo(Verdict.SUSPECT);
  }

  private static void assertInvalid(Judge judge, String reason) {
    assertThat(judge.verdict().reasons())
        .containsExactly(new Reason(Verdict.INVALID, FigureGroup.ALL, reason));
    assertThat(judge.verdict().verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void everySubscriberMustConnect() {
    assertValid(new Judge().connections(3, 3, List.of()));
    assertInvalid(
        new Judge().connections(2, 3, List.of("refused", "reset")),
        "2 of 3 subscribers connected: refused");
    assertInvalid(new Judge().connections(2, 3, List.of()), "2 of 3 subscribers connected");
  }

  @Test
  void everyEquationMustHold() {
    var holds = new AuditCheck("bytes up", 7, 7);
    assertValid(new Judge().audit(List.of(holds)));
    assertInvalid(
        new Judge().audit(List.of(holds, new AuditCheck("bytes down", 7, 8))),
        "audit: bytes down: 7 is not 8");
  }

  @Test
  void aCutExplainsTwoFailuresAndOneReturn() {
    assertValid(new Judge().cutsExplain(3, counts(6, 3), "reset"));
    assertSuspect(new Judge().cutsExplain(3, counts(7, 3), "reset"), "1 errors, the first: reset");
    assertSuspect(
        new Judge().cutsExplain(3, counts(6, 4), "reset"), "1 connections were lost and reopened");
  }

  private static Counts counts(long errors, long reconnects) {
    return new Counts(
        Counts.NONE.updates(),
        Counts.NONE.exchanges(),
        errors,
        new Counts.Connects(0, 0, reconnects));
  }

  @Test
  void messagesMustBeSentWhenTheyAreDue() {
    assertValid(new Judge().senderLag(new Samples()));
    assertValid(new Judge().senderLag(lag(4_900_000)));
    assertSuspect(
        new Judge().senderLag(lag(6_000_000)),
        "messages were sent late: p99 sender lag 6.0 ms, above 5 ms",
        FRESHNESS);
  }

  private static Samples lag(long nanos) {
    var lag = new Samples();
    lag.add(nanos);
    return lag;
  }

  @Test
  void pushMustDeliverAndPollingMayBeOvertakenByTheDrain() {
    assertValid(new Judge().undelivered(PUSH, Made.counts(5, 5, 0, 0)));
    assertValid(new Judge().undelivered(POLL, Made.counts(5, 4, 0, 1)));
    assertInvalid(
        new Judge().undelivered(PUSH, Made.counts(5, 4, 0, 1)),
        "1 updates were not delivered by push");
  }

  @Test
  void everySubscriberMustHoldSomething() {
    assertValid(new Judge().unheld(0));
    assertInvalid(
        new Judge().unheld(3 * Made.MS), "subscribers had no data for 3 ms of the window");
  }

  @Test
  void errorsAreSuspect() {
    assertValid(new Judge().errors(0, ""));
    assertSuspect(new Judge().errors(2, "reset"), "2 errors, the first: reset");
    assertValid(new Judge().reconnects(0));
    assertSuspect(new Judge().reconnects(3), "3 connections were lost and reopened");
  }

  @Test
  void ninetyNineOfAHundredPollsMustBeMade() {
    assertValid(new Judge().achievedPolls(Made.polls(0, 0, 0, 0)));
    assertValid(new Judge().achievedPolls(Made.polls(0, 990, 1_000, 10)));
    assertSuspect(
        new Judge().achievedPolls(Made.polls(0, 989, 1_000, 11)),
        "98.9 % of the polls due were made, below 99 %");
  }

  @Test
  void pollsMayLagByFivePercentOfTheIntervalWithinFiveToFiftyMillis() {
    assertValid(new Judge().scheduleLag(POLL, late(200, 9.9)));
    assertSuspect(
        new Judge().scheduleLag(POLL, late(200, 10.1)),
        "polls were late: p99 schedule lag 10.1 ms, above 10 ms",
        FRESHNESS,
        REQUEST_LATENCY);
    assertValid(new Judge().scheduleLag(Strategy.parse("poll@20ms"), late(20, 4.9)));
    assertSuspect(
        new Judge().scheduleLag(Strategy.parse("poll@20ms"), late(20, 5.1)),
        "polls were late: p99 schedule lag 5.1 ms, above 5 ms",
        FRESHNESS,
        REQUEST_LATENCY);
    assertValid(new Judge().scheduleLag(Strategy.parse("poll@2s"), late(2_000, 49.9)));
    assertSuspect(
        new Judge().scheduleLag(Strategy.parse("poll@2s"), late(2_000, 50.1)),
        "polls were late: p99 schedule lag 50.1 ms, above 50 ms",
        FRESHNESS,
        REQUEST_LATENCY);
    assertValid(new Judge().scheduleLag(PUSH, new Samples()));
    assertValid(new Judge().scheduleLag(Strategy.parse("poll@200ms~90%"), late(200, 9.9)));
    assertSuspect(
        new Judge().scheduleLag(Strategy.parse("backoff@200ms..30s"), late(200, 10.1)),
        "polls were late: p99 schedule lag 10.1 ms, above 10 ms",
        FRESHNESS,
        REQUEST_LATENCY);
  }

  /** One poll, sent this long after its tick. */
  private static Samples late(long intervalMillis, double lagMillis) {
    var probe = new Probe(0, 0, 0);
    long due = 1_000 * Made.MS;
    long sent = due + (long) (lagMillis * Made.MS);
    probe.setTicks(new FixedTicks(due, intervalMillis * Made.MS));
    probe.onUpdate(Made.update(1), due);
    probe.onExchange(new Exchange(due, sent, sent + 1, 200, Exchange.Kind.POLL));
    return WindowMeters.of(Made.WINDOW, List.of(Made.log()), List.of(probe)).requests.scheduleLag;
  }

  @Test
  void theServerMayPublishFiveMillisLateForPush() {
    assertValid(new Judge().publisherLag(PUSH, publishedLate(4.9), "the server"));
    assertValid(new Judge().publisherLag(POLL, publishedLate(5.1), "the server"));
    assertSuspect(
        new Judge().publisherLag(PUSH, publishedLate(5.1), "the server"),
        "the server published late: p99 publisher lag 5.1 ms, above 5 ms",
        FRESHNESS);
  }

  private static Samples publishedLate(double lagMillis) {
    var log = new PublishLog();
    long at = 1_500 * Made.MS;
    log.add(at, at - (long) (lagMillis * Made.MS), 0);
    return PublisherLag.of(Made.WINDOW, List.of(log));
  }

  private static Judge shares(double clients, double server, double jit, double steal) {
    return new Judge().machine(new Shares(clients, server, jit, steal, null), POLL, QUICK);
  }

  @Test
  void theMachineMustBeFree() {
    assertValid(shares(1, 1, 0.2, 0.02));
    assertSuspect(
        shares(1.01, 0, 0, 0),
        "the clients' threads waited for a processor 101 % of a core, above 100 %",
        REQUEST_LATENCY,
        CPU);
    assertSuspect(
        shares(0, 1.01, 0, 0),
        "the server's threads waited for a processor 101 % of a core, above 100 %",
        REQUEST_LATENCY,
        CPU);
    assertSuspect(
        shares(0, 0, 0, 0.021),
        "2.1 % of processor time went to other guests of the host, above 2 %",
        FRESHNESS,
        REQUEST_LATENCY,
        CPU);
  }

  @Test
  void noEventLoopMayBeBusyAllTheTime() {
    assertValid(busiest(null));
    assertValid(busiest(0.9));
    assertSuspect(
        busiest(0.91),
        "an event loop of the clients was busy 91 % of a window, above 90 %",
        REQUEST_LATENCY,
        CPU);
  }

  private static Judge busiest(@Nullable Double loop) {
    return new Judge().machine(new Shares(0.0, 0.0, 0.0, 0.0, loop), POLL, QUICK);
  }

  @Test
  void theServerMustBeWarm() {
    assertSuspect(
        shares(0, 0, 0.21, 0), "cold: the server's compilers used 21 % of a core, above 20 %", CPU);
  }

  @Test
  void waitingForAProcessorSpoilsFreshnessOnlyWhereEachWaitIsLong() {
    var waited = new Shares(0.26, 0.25, 0.0, 0.0, null);
    assertValid(new Judge().machine(waited, POLL, new Tempo(20.0, 100.0, 500)));
    assertSuspect(
        new Judge().machine(waited, POLL, new Tempo(20.1, 100.0, 500)),
        "the clients' threads waited for a processor 26 % of a core, above 25 %, and requests took"
            + " 20.1 ms at p99, above 10 % of the interval",
        FRESHNESS);
    assertValid(new Judge().machine(waited, PUSH, new Tempo(null, 2.61, 1_000)));
    assertSuspect(
        new Judge().machine(waited, PUSH, new Tempo(null, 2.59, 1_000)),
        "the clients' threads waited for a processor 26 % of a core, above 25 %, and 0.26 ms for"
            + " each message, above 10 % of the mean delivery",
        FRESHNESS);
    assertValid(new Judge().machine(waited, PUSH, new Tempo(null, null, 0)));
  }

  @Test
  void keepsTheSharesAndLeavesOutTheRulesOfThoseUnknown() {
    var shares = new Shares(0.5, null, null, 0.001, 0.9);
    Validity verdict = new Judge().machine(shares, POLL, QUICK).verdict();
    assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
    assertThat(verdict.shares()).isEqualTo(shares);
  }

  @Test
  void oneSideAloneCannotBeAudited() {
    Validity verdict = new Judge().notAuditable("the target counts nothing").verdict();
    assertThat(verdict.verdict()).isEqualTo(Verdict.VALID);
    assertThat(verdict.notAuditable()).isEqualTo("the target counts nothing");
  }

  @Test
  void theClocksMustBeKnownToATenthOfTheMedian() {
    assertValid(new Judge().clock(new ClockInfo(0, 100_000), 1.0));
    assertValid(new Judge().clock(new ClockInfo(0, 100_000), null));
    assertSuspect(
        new Judge().clock(new ClockInfo(0, 110_000), 1.0),
        "the clock offset is known only to ± 0.11 ms, above 10 % of the median latency",
        FRESHNESS);
  }

  /** Expected 100 ± (5 + 2) ms, 50 ± (2.5 + 1) ms, 0.4 ± (0.02 + 0.01), 0.2 ± (0.01 + 0.01). */
  private static final Model MODEL =
      new Model(
          new Expected(1.0, 1.0),
          new Expected(100.0, 2.0),
          new Expected(50.0, 1.0),
          new Expected(0.4, 0.01),
          new Expected(0.2, 0.01),
          null);

  private static Judge oracle(double delivery, double staleness, double fraction, long empty) {
    var distribution =
        new Distribution(9, staleness, null, null, null, null, null, null, List.of());
    var counts = Made.polls(empty, 1_000, 1_000, 0);
    return new Judge().oracle(MODEL, delivery, new Staleness(distribution, fraction), counts);
  }

  @Test
  void theOracleAllowsFivePercentAndItsTolerance() {
    assertValid(oracle(106.9, 53.4, 0.429, 219));
    assertValid(oracle(93.1, 46.6, 0.371, 181));
    assertSuspect(
        oracle(107.1, 50, 0.4, 200),
        "delivery mean is 107.100 ms, but the closed form given the log expects 100.000 ± 7.000",
        FRESHNESS,
        REQUEST_LATENCY);
    assertSuspect(
        oracle(100, 46.4, 0.4, 200),
        "staleness mean is 46.400 ms, but the closed form given the log expects 50.000 ± 3.500",
        FRESHNESS,
        REQUEST_LATENCY);
    assertSuspect(
        oracle(100, 50, 0.431, 200),
        "stale fraction is 0.431, but the closed form given the log expects 0.400 ± 0.030",
        FRESHNESS,
        REQUEST_LATENCY);
    assertSuspect(
        oracle(100, 50, 0.4, 221),
        "empty polls is 0.221, but the closed form given the log expects 0.200 ± 0.020",
        FRESHNESS,
        REQUEST_LATENCY,
        COUNTS);
  }

  @Test
  void whatHasNoClosedFormIsNotCompared() {
    var staleness = new Staleness(Distribution.NONE, null);
    assertValid(new Judge().oracle(Model.NONE, 1.0, staleness, Made.polls(1, 2, 2, 0)));
    assertValid(new Judge().oracle(MODEL, null, staleness, Made.polls(0, 0, 0, 0)));
  }

  @Test
  void theWorstVerdictStaysAndEveryReasonIsKept() {
    Judge judge = shares(0, 0, 1, 0).unheld(Made.MS).errors(1, "reset");
    assertThat(judge.verdict().verdict()).isEqualTo(Verdict.INVALID);
    assertThat(judge.verdict().reasons()).hasSize(3);
  }

  @Test
  void saysTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertSuspect(
          shares(0, 0, 0, 0.021),
          "2.1 % of processor time went to other guests of the host, above 2 %",
          FRESHNESS,
          REQUEST_LATENCY,
          CPU);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Judge target(
      String truth, long own, long neverSeen, long unconfirmed, long foreign, long contradicted) {
    return target(truth, own, neverSeen, unconfirmed, foreign, contradicted, 0);
  }

  private static Judge target(
      String truth,
      long own,
      long neverSeen,
      long unconfirmed,
      long foreign,
      long contradicted,
      long rejected) {
    return new Judge()
        .target(
            new TargetFigures(
                "orders",
                "http://127.0.0.1:9000",
                truth,
                false,
                own,
                neverSeen,
                unconfirmed,
                foreign,
                0,
                contradicted,
                rejected,
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void whatIsPublishedHereMustBeSeen() {
    assertValid(target("publish", 10, 9, 1, 0, 0));
    assertValid(target("publish", 0, 0, 0, 0, 0));
    assertInvalid(
        target("publish", 10, 10, 0, 0, 0),
        "nothing published was seen: version or stamp are not where the target file says");
    assertInvalid(target("publish", 0, 0, 3, 0, 0), "none of 3 publishes was confirmed or seen");
  }

  @Test
  void othersMustNotPublishBesideUs() {
    assertSuspect(
        target("publish", 10, 0, 0, 1, 0),
        "others published 1 updates beside ours",
        FRESHNESS,
        COUNTS);
    assertValid(target("time", 0, 0, 0, 100, 0));
  }

  @Test
  void whatIsKnownOfUpdatesMustHoldTogether() {
    assertSuspect(
        target("fast-poll: 20ms", 0, 0, 0, 9, 2),
        "2 updates were seen in orders, or at instants, that cannot all be",
        FRESHNESS,
        COUNTS);
  }

  @Test
  void whoeverIsToldToWaitSeesLater() {
    assertSuspect(
        target("time", 0, 0, 0, 9, 0, 7),
        "the server asked for fewer requests 7 times (429 or 503), which clients obeyed",
        FigureGroup.values());
  }

  @Test
  void whoeverHoldsNothingIsInNoFigure() {
    assertValid(new Judge().partlyUnheld(0.009));
    assertSuspect(
        new Judge().partlyUnheld(0.25),
        "subscribers had no data for 25 % of the window, which is in no figure",
        FRESHNESS);
  }
}

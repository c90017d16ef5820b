package dev.pushpull.verdict;

import static dev.pushpull.result.FigureGroup.COUNTS;
import static dev.pushpull.result.FigureGroup.CPU;
import static dev.pushpull.result.FigureGroup.FRESHNESS;
import static dev.pushpull.result.FigureGroup.REQUEST_LATENCY;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.pushpull.measure.Samples;
import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.ForkRecord;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.JobFigures;
import dev.pushpull.result.Model;
import dev.pushpull.result.Model.Expected;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.Validity;
import dev.pushpull.result.Validity.Shares;
import dev.pushpull.spec.OperationSpec;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a trial's figures may be used: each rule one method, each finding one line, with the
 * figures that it touches. A rule that names none touches all.
 */
public final class Judge {

  private static final double MS = 1e-6;
  private static final double ORACLE_SHARE = 0.05;
  private static final double MIN_ACHIEVED = 0.99;
  private static final double MAX_JIT = 0.20;
  private static final double MAX_RUN_QUEUE = 1;
  private static final double MUCH_RUN_QUEUE = 0.25;
  private static final double MAX_DELAY = 0.10;
  private static final double MAX_STEAL = 0.02;
  private static final double MAX_LOOP = 0.90;
  private static final double MIN_FLOOR_RATIO = 0.95;
  private static final String BELOW_FLOOR =
      "the operation's median is %.3f of its floor's, below 0.95";
  private static final double MAX_CLOCK = 0.10;
  private static final double MIN_LAG_MS = 5;
  private static final double MAX_LAG_MS = 50;

  private static final Set<FigureGroup> FRESH = EnumSet.of(FRESHNESS);
  private static final Set<FigureGroup> TIMES = EnumSet.of(FRESHNESS, REQUEST_LATENCY);
  private static final Set<FigureGroup> COUNTED = EnumSet.of(FRESHNESS, REQUEST_LATENCY, COUNTS);

  /**
   * What a wait for a processor is held against.
   *
   * @param requestP99Ms of requests, from the actual send; null where none was sent
   * @param deliveryMs mean; null where nothing was delivered
   * @param messagesPerSecond that carried news, over all subscribers
   */
  public record Tempo(
      @Nullable Double requestP99Ms, @Nullable Double deliveryMs, double messagesPerSecond) {}

  private Validity validity = Validity.VALID;

  /** What was found so far. */
  public Validity verdict() {
    return validity;
  }

  @FormatMethod
  private void invalidIf(boolean found, String format, Object... values) {
    if (found) {
      validity = validity.and(Validity.invalid(String.format(Locale.ROOT, format, values)));
    }
  }

  @FormatMethod
  private void suspectIf(boolean found, String format, Object... values) {
    suspectIf(found, FigureGroup.ALL, format, values);
  }

  @FormatMethod
  private void suspectIf(
      boolean found, Set<FigureGroup> touches, @FormatString String format, Object... values) {
    if (found) {
      String reason = String.format(Locale.ROOT, format, values);
      validity = validity.and(Validity.suspect(reason, touches));
    }
  }

  /** The 99th percentile in ms; 0 where there is no sample. */
  public static double p99(Samples samples) {
    return samples.histogram().getValueAtPercentile(99) * MS;
  }

  /** Who did not connect has no figures; the first failure is told. */
  public Judge connections(long connected, int asked, List<String> failures) {
    String first = failures.isEmpty() ? "" : ": " + failures.getFirst();
    invalidIf(connected < asked, "%d of %d subscribers connected%s", connected, asked, first);
    return this;
  }

  /** An equation that does not hold makes all figures worthless. */
  public Judge audit(List<AuditCheck> checks) {
    checks.forEach(check -> validity = validity.and(check.validity()));
    return this;
  }

  /** Equations need counts of both sides, which not every server gives. */
  public Judge notAuditable(String reason) {
    validity = validity.and(Validity.notAuditable(reason));
    return this;
  }

  /** What is pushed must arrive before the drain ends; a poll may come later. */
  public Judge undelivered(Strategy strategy, Counts counts) {
    long undelivered = Objects.requireNonNullElse(counts.updates().undelivered(), 0L);
    invalidIf(
        strategy.isPush() && undelivered > 0, "%d updates were not delivered by push", undelivered);
    return this;
  }

  /**
   * Everyone must hold a version throughout the windows.
   *
   * @param nanos window time, over all subscribers, without one
   */
  public Judge unheld(long nanos) {
    invalidIf(nanos > 0, "subscribers had no data for %.0f ms of the window", nanos * MS);
    return this;
  }

  /**
   * The same of a server that need not say what is newest as a client connects: then a client holds
   * nothing until something happens.
   *
   * @param share of the windows and subscribers that had nothing, 0 to 1
   */
  public Judge partlyUnheld(double share) {
    suspectIf(
        share > 1 - MIN_ACHIEVED,
        FRESH,
        "subscribers had no data for %.0f %% of the window, which is in no figure",
        100 * share);
    return this;
  }

  /** A request that failed brought its news later, took another time, and cost other bytes. */
  public Judge errors(long errors, String first) {
    suspectIf(errors > 0, "%d errors, the first: %s", errors, first);
    return this;
  }

  /** Whether nothing was in flight at the end. */
  public Judge quiet(boolean quiet) {
    return errors(quiet ? 0 : 1, "requests were still in flight 10 s after the end");
  }

  /** A client that is away holds old news; coming back costs a handshake. */
  public Judge reconnects(long reconnects) {
    suspectIf(reconnects > 0, "%d connections were lost and reopened", reconnects);
    return this;
  }

  /**
   * A member that is cut off may fail to receive and fail to send, once each, and comes again once.
   */
  public Judge cutsExplain(long cuts, Counts counts, String firstFailure) {
    return errors(Math.max(0, counts.errors() - 2 * cuts), firstFailure)
        .reconnects(Math.max(0, counts.connects().reconnects() - cuts));
  }

  /**
   * Messages must be sent when they are due, whatever happened to those before. What is sent late
   * arrives late, but costs the same.
   */
  public Judge senderLag(Samples lag) {
    return late(lag, "messages were sent", "sender");
  }

  private Judge late(Samples lag, String what, String whose) {
    double p99 = p99(lag);
    suspectIf(p99 > MIN_LAG_MS, FRESH, "%s late: p99 %s lag %.1f ms, above 5 ms", what, whose, p99);
    return this;
  }

  /** Fewer polls than the strategy means are another strategy: staler, and cheaper. */
  public Judge achievedPolls(Counts counts) {
    Counts.Exchanges requests = counts.exchanges();
    double achieved = 1 - (double) requests.missedTicks() / Math.max(1, requests.dueTicks());
    suspectIf(
        achieved < MIN_ACHIEVED, "%.1f %% of the polls due were made, below 99 %%", 100 * achieved);
    return this;
  }

  /**
   * The lag may be 5 % of the interval, of the shortest one where the answers decide, but 5 ms at
   * least and 50 ms at most. Late polls are as many as punctual ones: what they cost is unharmed.
   */
  public Judge scheduleLag(Strategy strategy, Samples lag) {
    if (strategy instanceof Strategy.Poll(var pace, _) && lag.count() > 0) {
      double most = Math.clamp(0.05 * shortestMs(pace), MIN_LAG_MS, MAX_LAG_MS);
      double p99 = p99(lag);
      suspectIf(
          p99 > most, TIMES, "polls were late: p99 schedule lag %.1f ms, above %.0f ms", p99, most);
    }
    return this;
  }

  private static double shortestMs(Pace pace) {
    return pace.meanInterval().orElseGet(pace::shortest).toNanos() * MS;
  }

  /**
   * What is published late is seen late, though pushed as fast as ever and at the same cost.
   *
   * @param publisher who it is
   */
  public Judge publisherLag(Strategy strategy, Samples lag, String publisher) {
    return strategy.isPush() ? late(lag, publisher + " published", "publisher") : this;
  }

  /** The machine must have been free, and the server warm. */
  public Judge machine(Shares shares, Strategy strategy, Tempo tempo) {
    validity = validity.and(Validity.of(shares));
    waiting("clients'", shares.clientRunQueue(), strategy, tempo);
    waiting("server's", shares.serverRunQueue(), strategy, tempo);
    eventLoop(shares.eventLoop());
    steal(shares.steal(), EnumSet.of(FRESHNESS, REQUEST_LATENCY, CPU));
    Double jit = shares.jit();
    // Against a core, as waiting: a push trial whose subscribers cost a few ms of CPU a second
    // would always be called cold if its compilers were held against those.
    suspectIf(
        jit != null && jit > MAX_JIT,
        EnumSet.of(CPU),
        "cold: the server's compilers used %.0f %% of a core, above 20 %%",
        percent(jit));
    return this;
  }

  /**
   * The generator's own limit: clients that share a thread wait for each other once it has hardly a
   * pause, and what a wait costs is no part of what a request costs.
   */
  private void eventLoop(@Nullable Double share) {
    suspectIf(
        share != null && share > MAX_LOOP,
        EnumSet.of(REQUEST_LATENCY, CPU),
        "an event loop of the clients was busy %.0f %% of a window, above 90 %%",
        percent(share));
  }

  private void steal(@Nullable Double share, Set<FigureGroup> touches) {
    suspectIf(
        share != null && share > MAX_STEAL,
        touches,
        "%.1f %% of processor time went to other guests of the host, above 2 %%",
        percent(share));
  }

  /**
   * Every fork of an operation must leave a result, take longer than its floor, and have the
   * machine for itself.
   *
   * @param forks all of them, in the order in which they ran
   * @param figures of those that left a result; empty if none did
   */
  public Judge operation(
      OperationSpec spec, List<ForkRecord> forks, List<OperationFigure> figures) {
    for (int i = 0; i < forks.size(); i++) {
      String which = forks.size() == 1 ? "" : "fork %s of %s: ".formatted(i + 1, forks.size());
      String failure = forks.get(i).failure();
      invalidIf(failure != null, "%s", which + failure);
    }
    floor(spec, figures);
    steal(forks.stream().mapToDouble(ForkRecord::stealFraction).max().orElse(0), FigureGroup.ALL);
    return this;
  }

  /** One noisy fork of several casts doubt; all of them together decide. */
  private void floor(OperationSpec spec, List<OperationFigure> figures) {
    var ratio = figures.stream().filter(f -> f.name().equals(FigureNames.FLOOR_RATIO)).findFirst();
    suspectIf(ratio.isEmpty() && !figures.isEmpty() && spec.hasFloor(), "no floor was measured");
    double all = ratio.map(OperationFigure::value).orElse(1.0);
    double least = ratio.map(OperationFigure::least).orElse(1.0);
    invalidIf(all < MIN_FLOOR_RATIO, "floor is not a floor: " + BELOW_FLOOR, all);
    suspectIf(
        all >= MIN_FLOOR_RATIO && least < MIN_FLOOR_RATIO,
        "in one fork the floor is not a floor: " + BELOW_FLOOR,
        least);
  }

  /**
   * Threads that wait more than a core's time distort what requests take and what they cost. News
   * is late only if each wait is long beside the staleness that the strategy has anyway.
   */
  private void waiting(String whose, @Nullable Double share, Strategy strategy, Tempo tempo) {
    if (share == null) {
      return;
    }
    suspectIf(
        share > MAX_RUN_QUEUE,
        EnumSet.of(REQUEST_LATENCY, CPU),
        "the %s threads waited for a processor %.0f %% of a core, above 100 %%",
        whose,
        percent(share));
    String slow = share > MUCH_RUN_QUEUE ? slowness(share, strategy, tempo) : "";
    suspectIf(
        !slow.isEmpty(),
        FRESH,
        "the %s threads waited for a processor %.0f %% of a core, above 25 %%, and %s",
        whose,
        percent(share),
        slow);
  }

  /** What shows that waiting delayed news; empty where nothing does. */
  private static String slowness(double share, Strategy strategy, Tempo tempo) {
    if (strategy instanceof Strategy.Poll(var pace, _)) {
      Double p99 = tempo.requestP99Ms();
      return p99 == null || p99 <= MAX_DELAY * shortestMs(pace)
          ? ""
          : String.format(
              Locale.ROOT, "requests took %.1f ms at p99, above 10 %% of the interval", p99);
    }
    double each = share * 1e3 / tempo.messagesPerSecond();
    Double delivery = tempo.deliveryMs();
    return delivery == null || each <= MAX_DELAY * delivery
        ? ""
        : String.format(
            Locale.ROOT, "%.2f ms for each message, above 10 %% of the mean delivery", each);
  }

  private static double percent(@Nullable Double share) {
    return share == null ? 0 : 100 * share;
  }

  /** Only what two clocks were read for: requests begin and end on one. */
  public Judge clock(ClockInfo clock, @Nullable Double medianMs) {
    double uncertainty = clock.uncertaintyNanos() * MS;
    suspectIf(
        medianMs != null && uncertainty > MAX_CLOCK * medianMs,
        FRESH,
        "the clock offset is known only to ± %.2f ms, above 10 %% of the median latency",
        uncertainty);
    return this;
  }

  /** The closed forms know when news must be seen; a count that is off is off itself, too. */
  public Judge oracle(
      Model model, @Nullable Double deliveryMs, Staleness staleness, Counts counts) {
    compare(TIMES, "delivery mean", " ms", deliveryMs, model.deliveryLatencyMs());
    compare(TIMES, "staleness mean", " ms", staleness.distribution().mean(), model.stalenessMs());
    compare(TIMES, "stale fraction", "", staleness.staleFraction(), model.staleFraction());
    long polls = counts.exchanges().polls();
    Double empty = polls == 0 ? null : (double) counts.exchanges().emptyPolls() / polls;
    compare(COUNTED, "empty polls", "", empty, model.emptyPollRatio());
    return this;
  }

  /**
   * What was published here must be what clients saw, nobody else may publish beside it, and what
   * is known of updates must hold together. How often updates are refused or late, other rules say.
   */
  public Judge target(TargetFigures target) {
    boolean publishes = target.publishes();
    invalidIf(
        target.own() > 0 && target.neverSeen() == target.own(),
        "nothing published was seen: version or stamp are not where the target file says");
    invalidIf(
        publishes && target.own() == 0 && target.unconfirmed() > 0,
        "none of %d publishes was confirmed or seen",
        target.unconfirmed());
    suspectIf(
        publishes && target.foreign() > 0,
        EnumSet.of(FRESHNESS, COUNTS),
        "others published %d updates beside ours",
        target.foreign());
    suspectIf(
        target.contradicted() > 0,
        EnumSet.of(FRESHNESS, COUNTS),
        "%d updates were seen in orders, or at instants, that cannot all be",
        target.contradicted());
    suspectIf(
        target.rejected() > 0,
        "the server asked for fewer requests %d times (429 or 503), which clients obeyed",
        target.rejected());
    return this;
  }

  /** Delay and requests for each job against the closed form, given how long the jobs took. */
  public Judge jobs(JobFigures story) {
    suspectIf(
        story.refused() > 0,
        "%d jobs were refused, since the server had too many",
        story.refused());
    var delay = new Expected(story.expectedDelayMs(), story.expectedDelayToleranceMs());
    compare(TIMES, "done to known mean", " ms", story.delayMs().mean(), delay);
    var requests = new Expected(story.expectedRequestsPerJob(), story.expectedRequestsTolerance());
    compare(COUNTED, "requests per job", "", story.requestsPerJob(), requests);
    return this;
  }

  private void compare(
      Set<FigureGroup> touches,
      String what,
      String unit,
      @Nullable Double measured,
      Expected closedForm) {
    Double expected = closedForm.value();
    Double tolerance = closedForm.tolerance();
    if (measured != null && expected != null && tolerance != null) {
      double allowed = ORACLE_SHARE * expected + tolerance;
      suspectIf(
          Math.abs(measured - expected) > allowed,
          touches,
          "%s is %.3f%s, but the closed form given the log expects %.3f ± %.3f",
          what,
          measured,
          unit,
          expected,
          allowed);
    }
  }
}

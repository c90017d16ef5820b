package dev.pushpull.trial;

import com.google.errorprone.annotations.FormatMethod;
import dev.pushpull.measure.Samples;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.JobStory;
import dev.pushpull.result.Model;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a trial's figures may be used: each rule one method, each finding one line. */
final class Judge {

  private static final double MS = 1e-6;
  private static final double ORACLE_SHARE = 0.05;
  private static final double LEAST_ACHIEVED = 0.99;
  private static final double MOST_JIT = 0.20;
  private static final double MOST_RUN_QUEUE = 0.25;
  private static final double MOST_STEAL = 0.02;
  private static final double MOST_CLOCK = 0.10;
  private static final double LEAST_LAG_MS = 5;
  private static final double MOST_LAG_MS = 50;

  private Validity validity = Validity.VALID;

  /** What was found so far. */
  Validity verdict() {
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
    if (found) {
      validity = validity.and(Validity.suspect(String.format(Locale.ROOT, format, values)));
    }
  }

  Judge connections(long connected, int asked, List<String> failures) {
    String first = failures.isEmpty() ? "" : ": " + failures.getFirst();
    invalidIf(connected < asked, "%d of %d subscribers connected%s", connected, asked, first);
    return this;
  }

  Judge audit(List<AuditCheck> checks) {
    for (AuditCheck check : checks) {
      invalidIf(
          !check.holds(), "audit: %s: %d is not %d", check.name(), check.left(), check.right());
    }
    return this;
  }

  Judge undelivered(Strategy strategy, Counts counts) {
    invalidIf(
        strategy.isPush() && counts.undelivered() > 0,
        "%d updates were not delivered by push",
        counts.undelivered());
    return this;
  }

  Judge unheld(long nanos) {
    invalidIf(nanos > 0, "subscribers had no data for %.0f ms of the window", nanos * MS);
    return this;
  }

  Judge errors(long errors, String first) {
    suspectIf(errors > 0, "%d errors, the first: %s", errors, first);
    return this;
  }

  Judge reconnects(long reconnects) {
    suspectIf(reconnects > 0, "%d connections were lost and reopened", reconnects);
    return this;
  }

  /**
   * A member that is cut off may fail to receive and fail to send, once each, and comes again once.
   */
  Judge cutsExplain(long cuts, Counts counts, String firstFailure) {
    return errors(Math.max(0, counts.errors() - 2 * cuts), firstFailure)
        .reconnects(Math.max(0, counts.reconnects() - cuts));
  }

  /** Messages must be sent when they are due, whatever happened to those before. */
  Judge senderLag(Samples lag) {
    if (lag.count() > 0) {
      double p99 = lag.histogram().getValueAtPercentile(99) * MS;
      suspectIf(
          p99 > LEAST_LAG_MS, "messages were sent late: p99 sender lag %.1f ms, above 5 ms", p99);
    }
    return this;
  }

  Judge achievedPolls(Counts counts) {
    double achieved = 1 - (double) counts.missedTicks() / Math.max(1, counts.dueTicks());
    suspectIf(
        achieved < LEAST_ACHIEVED,
        "%.1f %% of the polls due were made, below 99 %%",
        100 * achieved);
    return this;
  }

  /**
   * The lag may be 5 % of the interval, of the shortest one where the answers decide, but 5 ms at
   * least and 50 ms at most.
   */
  Judge scheduleLag(Strategy strategy, Samples lag) {
    if (strategy instanceof Strategy.Poll(var pace, _) && lag.count() > 0) {
      Duration shortest = pace.isOpenLoop() ? pace.span() : pace.shortest();
      double interval = shortest.toNanos() * MS;
      double most = Math.clamp(0.05 * interval, LEAST_LAG_MS, MOST_LAG_MS);
      double p99 = lag.histogram().getValueAtPercentile(99) * MS;
      suspectIf(p99 > most, "polls were late: p99 schedule lag %.1f ms, above %.0f ms", p99, most);
    }
    return this;
  }

  Judge publisherLag(Strategy strategy, Samples lag) {
    if (strategy.isPush() && lag.count() > 0) {
      double p99 = lag.histogram().getValueAtPercentile(99) * MS;
      suspectIf(
          p99 > LEAST_LAG_MS,
          "the server published late: p99 publisher lag %.1f ms, above 5 ms",
          p99);
    }
    return this;
  }

  /** What the windows cost must be what the strategy costs. */
  Judge costs(Costs costs) {
    return machine(costs.clientRunQueueShare(), costs.serverRunQueueShare(), costs.steal())
        .cold(costs.jitCores());
  }

  Judge machine(double clientRunQueue, double serverRunQueue, double steal) {
    suspectIf(
        clientRunQueue > MOST_RUN_QUEUE,
        "the clients' threads waited for a processor %.0f %% of a core, above 25 %%",
        100 * clientRunQueue);
    suspectIf(
        serverRunQueue > MOST_RUN_QUEUE,
        "the server's threads waited for a processor %.0f %% of a core, above 25 %%",
        100 * serverRunQueue);
    suspectIf(
        steal > MOST_STEAL,
        "%.1f %% of processor time went to other guests of the host, above 2 %%",
        100 * steal);
    return this;
  }

  /**
   * Compiling counts against a core, as waiting does: a push trial whose subscribers cost a few ms
   * of CPU a second would always be called cold if its compilers were held against those.
   */
  Judge cold(double jitCores) {
    suspectIf(
        jitCores > MOST_JIT,
        "cold: the server's compilers used %.0f %% of a core, above 20 %%",
        100 * jitCores);
    return this;
  }

  Judge clock(ClockInfo clock, @Nullable Double medianMs) {
    double uncertainty = clock.uncertaintyNanos() * MS;
    suspectIf(
        medianMs != null && uncertainty > MOST_CLOCK * medianMs,
        "the clock offset is known only to ± %.2f ms, above 10 %% of the median latency",
        uncertainty);
    return this;
  }

  Judge oracle(Model model, @Nullable Double deliveryMs, Staleness staleness, Counts counts) {
    compare(
        "delivery mean",
        " ms",
        deliveryMs,
        model.deliveryLatencyMeanMs(),
        model.deliveryLatencyToleranceMs());
    compare(
        "staleness mean",
        " ms",
        staleness.distribution().mean(),
        model.stalenessMeanMs(),
        model.stalenessToleranceMs());
    compare(
        "stale fraction",
        "",
        staleness.staleFraction(),
        model.staleFraction(),
        model.staleFractionTolerance());
    Double empty = counts.polls() == 0 ? null : (double) counts.emptyPolls() / counts.polls();
    compare("empty polls", "", empty, model.emptyPollRatio(), model.emptyPollTolerance());
    return this;
  }

  /** Requests for each job against the closed form, given how long the jobs took. */
  Judge jobs(JobStory story) {
    suspectIf(
        story.refused() > 0,
        "%d jobs were refused, since the server had too many",
        story.refused());
    compare(
        "requests per job",
        "",
        story.requestsPerJob(),
        story.expectedRequestsPerJob(),
        story.expectedRequestsTolerance());
    return this;
  }

  private void compare(
      String what,
      String unit,
      @Nullable Double measured,
      @Nullable Double expected,
      @Nullable Double tolerance) {
    if (measured != null && expected != null && tolerance != null) {
      double allowed = ORACLE_SHARE * expected + tolerance;
      suspectIf(
          Math.abs(measured - expected) > allowed,
          "%s is %.3f%s, but the closed form given the log expects %.3f ± %.3f",
          what,
          measured,
          unit,
          expected,
          allowed);
    }
  }
}

package dev.pushpull.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.metric.Metrics;
import dev.pushpull.result.AbsentFigure;
import dev.pushpull.result.ChatFigures;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.JobFigures;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a trial's figures whatever little happened in it: each is finite, or absent for
 * a reason that its counts show.
 */
public final class Figured {

  private final TrialResult trial;
  private final Counts counts;
  private final long published;
  private final Overhead overhead;
  private final boolean polls;

  private Figured(TrialResult trial) {
    this.trial = trial;
    this.counts = trial.counts();
    this.published = Objects.requireNonNull(counts.updates().published());
    this.overhead = trial.overhead();
    this.polls = !Strategy.parse(trial.strategy()).isPush();
  }

  /** Checks a trial that has a window. */
  public static void check(TrialResult trial) throws IOException {
    var figured = new Figured(trial);
    figured.finite();
    figured.updates();
    figured.requests();
    figured.staleness();
    figured.model();
  }

  private void finite() throws IOException {
    String json = ResultJson.write(trial);
    assertThat(ResultJson.write(ResultJson.readTrial(json))).isEqualTo(json);
    for (var figure : Metrics.of(trial).entrySet()) {
      assertThat(figure.getValue().orElse(0)).as(figure.getKey()).isFinite();
    }
    for (AbsentFigure absent : trial.absent()) {
      assertThat(isAbsent(absent.figure())).as(absent.toString()).isTrue();
      assertThat(absent.reason()).doesNotContain("not a number", "infinite").isNotBlank();
    }
  }

  /** A figure, or the mean of a group of figures. */
  private boolean isAbsent(String path) {
    JsonNode node = ResultJson.node(trial);
    for (String name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    node = node.has("uncorrected") ? node.path("uncorrected") : node;
    return node.isNull() || (node.isObject() && node.path("mean").isNull());
  }

  /** Where a trial has what its clients wait for. */
  public static String delay(TrialResult trial) {
    return switch (trial.story()) {
      case JobFigures _ -> "story.doneToKnownMs";
      case ChatFigures _ -> "story.sentToReceivedMs";
      case null -> "deliveryLatencyMs";
    };
  }

  private void updates() {
    assertThat(counts.updates().ended()).isEqualTo(published);
    Distribution latency = trial.delayMs();
    assertThat(latency.samples()).isEqualTo(published);
    present("delivery mean", latency.mean(), published > 0);
    present("delivery p50", latency.p50(), latency.samples() >= 20);
    present("delivery p90", latency.p90(), latency.samples() >= 100);
    present("delivery p99", latency.p99(), latency.samples() >= 1_000);
    present("per published", overhead.perPublished().requests(), published > 0);
    present("per published", overhead.perPublished().bytes(), published > 0);
    present("per delivered", overhead.perDelivered().requests(), counts.updates().delivered() > 0);
    present("per delivered", overhead.perDelivered().bytes(), counts.updates().delivered() > 0);
    reasoned(delay(trial), published == 0);
    reasoned("overhead.bytesPerPublished", published == 0);
    reasoned("overhead.bytesPerDelivered", counts.updates().delivered() == 0);
  }

  private void requests() {
    present("bytes", overhead.perSubscriberSecond().bytes(), true);
    present("requests", overhead.perSubscriberSecond().requests(), true);
    present("empty polls", overhead.emptyPollRatio(), counts.exchanges().polls() > 0);
    reasoned("overhead.emptyPollRatio", polls && counts.exchanges().polls() == 0);
    if (overhead.emptyPollRatio() != null) {
      assertThat(overhead.emptyPollRatio()).isBetween(0.0, 1.0);
    }
  }

  private void staleness() {
    boolean noJob = trial.story() instanceof JobFigures && published == 0;
    Double fraction = trial.stalenessMs().staleFraction();
    present("stale fraction", fraction, !noJob);
    present("staleness mean", trial.stalenessMs().distribution().mean(), !noJob);
    reasoned("stalenessMs", noJob);
    if (fraction != null) {
      assertThat(fraction).isBetween(0.0, 1.0);
    }
  }

  /** All of the oracle, or nothing of it. */
  private void model() {
    Model model = trial.model();
    boolean jobs = trial.story() instanceof JobFigures;
    boolean form =
        Strategy.parse(trial.strategy()) instanceof Strategy.Poll poll
            && (poll.pace() instanceof Pace.Fixed
                || (poll.pace() instanceof Pace.Jittered && !jobs));
    Double delay =
        trial.story() == null ? model.deliveryLatencyMs().value() : trial.story().expectedDelayMs();
    Double tolerance =
        trial.story() == null
            ? model.deliveryLatencyMs().tolerance()
            : trial.story().expectedDelayToleranceMs();
    if (!form || model.delayMs().value() == null) {
      present("delay's form", delay, false);
      return;
    }
    present("delay's form", delay, true);
    assertThat(tolerance).isNotNull().isNotNegative();
    if (!jobs) {
      assertThat(model.stalenessMs().tolerance()).isNotNull();
      assertThat(model.staleFraction().value()).isNotNull().isBetween(0.0, 1.0);
      assertThat(model.emptyPollRatio().value()).isNotNull().isBetween(0.0, 1.0);
      assertThat(model.emptyPollRatio().tolerance()).isNotNull().isNotNegative();
    }
  }

  private static void present(String what, @Nullable Double figure, boolean expected) {
    OptionalDouble found = figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    assertThat(found.isPresent()).as(what + " is there").isEqualTo(expected);
  }

  private void reasoned(String figure, boolean expected) {
    assertThat(trial.absent().stream().anyMatch(absent -> absent.figure().equals(figure)))
        .as("reason for the absence of " + figure)
        .isEqualTo(expected);
  }
}

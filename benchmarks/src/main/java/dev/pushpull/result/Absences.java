package dev.pushpull.result;

import static dev.pushpull.result.TargetFigures.NO_COUNTERS;

import dev.pushpull.spec.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a trial lacks figures that such a trial usually has: nothing happened that they could be
 * computed from. A percentile with too few samples needs no entry, since its samples are beside it.
 */
record Absences(TrialResult trial, List<AbsentFigure> found) {

  static List<AbsentFigure> of(TrialResult trial) {
    return new Absences(trial, new ArrayList<>()).find();
  }

  private List<AbsentFigure> find() {
    Long published = trial.counts().updates().published();
    var perPublished = trial.overhead().perPublished();
    var perDelivered = trial.overhead().perDelivered();
    if (trial.windows() == 0) {
      return List.of(); // It failed, and its verdict says why.
    }
    if (trial.target() != null) {
      ofServer();
      ofTruth(trial.target());
    }
    boolean none = published != null && published == 0;
    if (none) {
      addIfNull(delay(), trial.delayMs().mean(), nothing());
      addIfNull("overhead.requestsPerPublished", perPublished.requests(), nothing());
      addIfNull("overhead.bytesPerPublished", perPublished.bytes(), nothing());
    }
    if (trial.counts().updates().delivered() == 0) {
      String reason = none ? nothing() : "nothing was delivered in the windows";
      addIfNull("overhead.requestsPerDelivered", perDelivered.requests(), reason);
      addIfNull("overhead.bytesPerDelivered", perDelivered.bytes(), reason);
    }
    if (!Strategy.parse(trial.strategy()).isPush() && trial.counts().exchanges().polls() == 0) {
      String reason = "no poll was sent in the windows";
      addIfNull("requestLatencyMs", trial.times().requestLatencyMs().uncorrected().mean(), reason);
      addIfNull("overhead.emptyPollRatio", trial.overhead().emptyPollRatio(), reason);
    }
    if (trial.stalenessMs().staleFraction() == null && !trial.countedOnly()) {
      add("stalenessMs", trial.story() instanceof JobFigures ? nothing() : "nothing was held");
    }
    return found;
  }

  /** What only the server itself could tell. */
  private void ofServer() {
    Overhead cost = trial.overhead();
    addIfNull("counts.conflated", trial.counts().updates().conflated(), NO_COUNTERS);
    addIfNull("overhead.serverCpu", cost.serverCpu().serve(), NO_COUNTERS);
    addIfNull("overhead.serverHeap", cost.serverHeapBytesPerSubscriber(), NO_COUNTERS);
    addIfNull("overhead.serverRss", cost.serverRssBytesPerSubscriber(), NO_COUNTERS);
  }

  private void ofTruth(TargetFigures target) {
    if (trial.countedOnly()) {
      String reason =
          "truth '%s' does not tell when updates were published".formatted(target.truth());
      List.of("deliveryLatency", "stalenessMs", "ageMs").forEach(figure -> add(figure, reason));
    }
    addIfNull("publisherLagMs", trial.times().publisherLagMs().mean(), "others publish");
  }

  private String delay() {
    return switch (trial.story()) {
      case JobFigures _ -> "story.doneToKnownMs";
      case ChatFigures _ -> "story.sentToReceivedMs";
      case null -> "deliveryLatencyMs";
    };
  }

  private String nothing() {
    return switch (trial.story()) {
      case JobFigures _ -> "no job ended in the windows";
      case ChatFigures _ -> "no message was sent in the windows";
      case null -> "no update was published in the windows";
    };
  }

  private void addIfNull(String figure, @Nullable Object value, String reason) {
    if (value == null) {
      add(figure, reason);
    }
  }

  private void add(String figure, String reason) {
    found.add(new AbsentFigure(figure, reason));
  }
}

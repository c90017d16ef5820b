package dev.pushpull.record.live;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.record.Recording.Feed;
import dev.pushpull.record.Recording.Update;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Truth;
import dev.pushpull.target.external.Tellings;
import dev.pushpull.text.Numbers;
import dev.pushpull.truth.ClockOffset;
import dev.pushpull.truth.FastPollTruth;
import dev.pushpull.truth.FeedTruth;
import dev.pushpull.truth.ProbeTruth;
import dev.pushpull.truth.Sights;
import dev.pushpull.truth.TimeTruth;
import dev.pushpull.truth.TruthCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** When the updates that clients saw were published, as far as the target's truth tells. */
final class RecordedTruth {

  private static final double NEARLY_ALL = 0.95;

  private final TargetSpec spec;
  private final Tellings tellings;
  private final List<ListeningClient> clients;
  private Optional<ClockOffset> before = Optional.empty();
  private Optional<ClockOffset> offset = Optional.empty();

  /**
   * @param tellings of what all clients saw
   * @param clients of all feeds
   */
  RecordedTruth(TargetSpec spec, Tellings tellings, List<ListeningClient> clients) {
    this.spec = spec;
    this.tellings = tellings;
    this.clients = clients;
  }

  /**
   * What is told.
   *
   * @param resolutionNanos what 19 of 20 updates are known within
   */
  record Told(
      List<Feed> feeds,
      double resolutionNanos,
      long guessed,
      long contradicted,
      List<String> notes) {}

  /** Whether a client listens to a stream. */
  static boolean isStream(ListeningClient client) {
    return client.plan.strategy() instanceof Strategy.ServerSentEvents
        || client.plan.strategy() instanceof Strategy.WebSocket;
  }

  private Optional<ClockOffset> offsetNow() {
    return spec.isOnThisHost() ? Optional.of(ClockOffset.ofThisHost()) : Optional.empty();
  }

  /** Updates count from here on. */
  void begin() {
    before = offsetNow();
    offset = before;
  }

  /** No more of them count. */
  void end() {
    offset = before.flatMap(first -> offsetNow().map(first::or));
  }

  /** What is known of updates between two instants. */
  Told tell(long startNanos, long endNanos) {
    List<Sights> sights = IntStream.range(0, spec.feeds().size()).mapToObj(this::sights).toList();
    var notes = new ArrayList<String>();
    List<FeedTruth> truths = truths(sights, notes);
    var feeds = new ArrayList<Feed>();
    var widths = new ArrayList<Long>();
    for (int i = 0; i < truths.size(); i++) {
      List<Update> updates = updates(truths.get(i), startNanos, endNanos);
      feeds.add(new Feed(spec.feeds().get(i), updates));
      updates.stream()
          .filter(update -> update.earliestNanos() != null)
          .forEach(update -> widths.add(update.latestNanos() - update.earliestOrLatest()));
    }
    TruthCounts counts = TruthCounts.sum(truths);
    return new Told(feeds, resolution(widths), counts.guessed(), counts.contradicted(), notes);
  }

  private Sights sights(int feed) {
    return new Sights(
        tellings.of(feed),
        clients.stream()
            .filter(client -> client.plan.feed() == feed)
            .map(client -> client.sights)
            .toList());
  }

  private double resolution(List<Long> widths) {
    double width =
        widths.isEmpty()
            ? 0
            : widths.stream()
                .sorted()
                .skip((long) Math.min(widths.size() - 1.0, NEARLY_ALL * widths.size()))
                .findFirst()
                .orElse(0L);
    // Of updates that come between two polls only the last is seen.
    return clients.stream()
        .filter(client -> client.plan.tells())
        .mapToDouble(client -> client.plan.interval().toNanos())
        .reduce(width, Math::max);
  }

  private List<FeedTruth> truths(List<Sights> sights, List<String> notes) {
    return switch (spec.truth()) {
      case Truth.FastPoll _ ->
          IntStream.range(0, sights.size())
              .mapToObj(
                  feed -> {
                    ListeningClient poller = teller(feed);
                    return FastPollTruth.of(sights.get(feed), poller.sights, poller.requests);
                  })
              .toList();
      case Truth.Probe _ -> {
        notes.add(
            "an update counts from when the probe saw it; how long before that it was published is"
                + " not known");
        yield sights.stream().map(ProbeTruth::of).toList();
      }
      case Truth.Time _ -> {
        var truth = new TimeTruth(sights, offset);
        note(truth, notes);
        yield sights.stream().map(truth::of).toList();
      }
      case Truth.Publish _, Truth.Counters _ ->
          throw new IllegalStateException(spec.truth() + " was refused before");
    };
  }

  private static void note(TimeTruth truth, List<String> notes) {
    truth
        .offset()
        .ifPresentOrElse(
            known -> {
              if (!known.isTwoSided()) {
                notes.add(
                    "how far the server's clock is off is known to one side only: updates may have"
                        + " been published earlier than recorded");
              }
              notes.add(
                  "times in updates have steps of " + Numbers.millis(truth.step().nanos() / 1e6));
            },
            () -> notes.add("no update that was seen had a time"));
  }

  private ListeningClient teller(int feed) {
    return clients.stream()
        .filter(client -> client.plan.tells() && client.plan.feed() == feed)
        .findFirst()
        .orElseThrow();
  }

  /** Those that surely came in between; what came on the border is left out. */
  private static List<Update> updates(FeedTruth truth, long startNanos, long endNanos) {
    PublishLog earliest = truth.earliest();
    PublishLog latest = truth.latest();
    var updates = new ArrayList<Update>();
    for (int i = 0; i < truth.updates().size(); i++) {
      boolean bounded = i >= truth.unbounded() && truth.updates().get(i).isBounded();
      long from = earliest.publishedAt(i + 1);
      long to = latest.publishedAt(i + 1);
      if (to >= startNanos && to < endNanos && (!bounded || from >= startNanos)) {
        updates.add(new Update(bounded ? from - startNanos : null, to - startNanos));
      }
    }
    return updates;
  }
}

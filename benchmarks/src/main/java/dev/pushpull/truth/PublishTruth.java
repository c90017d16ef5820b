package dev.pushpull.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The harness published the updates itself: each between its sending and the earlier of its answer
 * and its first sight by any client. (A WebSocket sees it before the answer comes. A server that
 * accepts it and shows it later has it published when it accepts it.)
 */
public final class PublishTruth {

  private final Sights sights;
  private final Sequencer sequencer;
  private final Map<Long, List<Long>> versionsByStamp = new HashMap<>();

  private PublishTruth(Sights sights) {
    this.sights = sights;
    this.sequencer = new Sequencer(sights);
    for (long version = 1; version <= sights.versions.size(); version++) {
      long number = version;
      sights
          .told(version)
          .stamp()
          .ifPresent(
              stamp -> versionsByStamp.computeIfAbsent(stamp, _ -> new ArrayList<>()).add(number));
    }
  }

  /**
   * Finds the publishes of one feed again in what was seen of it: by stamp, else by the version
   * that the answer named. What was seen before it was sent is not it.
   *
   * @param publishes in the order of their sending, each sent after the one before was answered or
   *     given up
   */
  public static FeedTruth of(List<Publish> publishes, Sights sights) {
    return new PublishTruth(sights).match(publishes);
  }

  /**
   * The clock of the times in updates, by those that were published here: each made its time
   * between its sending and the earlier of its answer and its first sight.
   *
   * @param publishes of one feed, with whatever others published there
   * @param stepNanos of the times
   * @return empty if none of them was seen with a time, or they agree on nothing
   */
  public static Optional<ClockOffset> clock(
      List<Publish> publishes, Sights sights, long stepNanos) {
    var truth = new PublishTruth(sights);
    var exchanges = new ArrayList<ClockOffset.Exchange>();
    for (Publish publish : publishes) {
      long version = truth.versionOf(publish);
      OptionalLong time = version == 0 ? OptionalLong.empty() : sights.told(version).timeNanos();
      if (time.isPresent()) {
        long latest = Math.min(publish.takenNanos(), sights.first(version));
        exchanges.add(new ClockOffset.Exchange(publish.sentNanos(), time.getAsLong(), latest));
      }
    }
    return ClockOffset.of(exchanges, stepNanos);
  }

  private FeedTruth match(List<Publish> publishes) {
    var own = new ArrayList<Sequencer.Draft>();
    long unconfirmed = 0;
    for (Publish publish : publishes) {
      long version = versionOf(publish);
      long latest =
          Math.min(publish.takenNanos(), version == 0 ? Sights.NEVER : sights.first(version));
      if (latest != Sights.NEVER) {
        own.add(sequencer.addOwn(version, publish.dueNanos(), publish.sentNanos(), latest));
      } else if (publish.answeredNanos() == Publish.UNANSWERED) {
        unconfirmed++;
      }
    }
    sequencer.chain(own);
    return sequencer.addSeen().truth(unconfirmed);
  }

  /** One stamp may have several versions, when others change what it says nothing of. */
  private long versionOf(Publish publish) {
    long found = 0;
    for (long version : versionsByStamp.getOrDefault(publish.stamp(), List.of())) {
      boolean isFirst = found == 0 || sights.first(version) < sights.first(found);
      if (fits(version, publish) && (version == publish.version() || isFirst)) {
        found = version;
      }
      if (found == publish.version() && found > 0) {
        return found;
      }
    }
    long named = publish.version();
    boolean isNamed =
        found == 0
            && named > 0
            && named <= sights.versions.size()
            && sights.told(named).stamp().isEmpty()
            && fits(named, publish);
    return isNamed ? named : found;
  }

  private boolean fits(long version, Publish publish) {
    return sights.first(version) >= publish.sentNanos() && !sequencer.isAdded(version);
  }
}

package dev.pushpull.truth;

import dev.pushpull.measure.RequestLog;
import java.util.List;

/**
 * A client polls fast. The server read its newest version at some time within each request, so an
 * update was published after the start of the last request that was answered with an older version,
 * and before the end of the first that was answered with it or a newer one.
 */
public final class FastPollTruth {

  private FastPollTruth() {}

  /**
   * Of one feed.
   *
   * @param poller what the fast poller got; one of the logs of {@code sights}
   * @param requests its answered requests, one after the other, those answered with what it had
   *     included
   */
  public static FeedTruth of(Sights sights, SightLog poller, RequestLog requests) {
    var sequencer = new Sequencer(sights).addSeen();
    List<Sequencer.Draft> seen = sequencer.seenBy(poller);
    sequencer.chain(seen);
    int message = 0;
    int newest = -1;
    boolean holdsNewest = false;
    for (int i = 0; i < requests.size(); i++) {
      for (;
          message < poller.size() && poller.observedAt(message) <= requests.completedAt(i);
          message++) {
        boolean isNext =
            newest + 1 < seen.size() && seen.get(newest + 1).is(poller.version(message));
        newest += isNext ? 1 : 0;
        holdsNewest = newest >= 0 && seen.get(newest).is(poller.version(message));
      }
      if (holdsNewest) { // Else the server went back to an older one.
        seen.get(newest).setNewestAt(requests.startedAt(i));
      }
    }
    return sequencer.truth(0);
  }
}

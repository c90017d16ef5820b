package dev.pushpull.trial;

import dev.pushpull.measure.Counter;
import dev.pushpull.measure.FeedMeters;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Window;
import java.util.List;

/** What subscribers experienced in one or more windows, with what each sent. Used by one thread. */
public final class WindowMeters extends FeedMeters implements Meters {

  /** Messages that carried an update, fresh or not. */
  public final Counter messages = part(new Counter());

  /** Requests that were sent, and no request meter saw. */
  public final Counter otherRequests = part(new Counter());

  /** What all subscribers experienced in a window. */
  public static WindowMeters of(
      Window window, List<PublishLog> logs, List<? extends Probe> probes) {
    var meters = new WindowMeters();
    for (Probe probe : probes) {
      PublishLog log = logs.get(probe.feed);
      meters.add(window, log, log, probe, probe.observations);
    }
    return meters;
  }

  /**
   * Adds one subscriber's window.
   *
   * @param chosen has the updates of the window in it
   * @param seen what the subscriber saw
   */
  void add(Window window, PublishLog log, PublishLog chosen, Probe probe, ObservationLog seen) {
    delivery.add(log, chosen, seen, window);
    freshness.add(log, seen, window);
    requests.add(probe.requests, probe.ticks, window);
    int duplicate = seen.duplicatesIn(window);
    duplicates.add(duplicate);
    published.add(chosen.publishedIn(window));
    messages.add(duplicate + seen.freshIn(window));
    otherRequests.add(probe.otherRequestsIn(window));
  }

  @Override
  public WindowMeters any() {
    return this;
  }
}

package dev.pushpull.trial;

import dev.pushpull.measure.Counter;
import dev.pushpull.measure.FeedMeters;
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
      meters.add(window, logs.get(probe.feed), probe);
    }
    return meters;
  }

  private void add(Window window, PublishLog log, Probe probe) {
    delivery.add(log, probe.observations, window);
    freshness.add(log, probe.observations, window);
    requests.add(probe.requests, probe.ticks, window);
    int duplicate = probe.observations.duplicatesIn(window);
    duplicates.add(duplicate);
    published.add(log.publishedIn(window));
    messages.add(duplicate + probe.observations.freshIn(window));
    otherRequests.add(probe.otherRequestsIn(window));
  }

  @Override
  public WindowMeters any() {
    return this;
  }
}

package dev.pushpull.trial;

import dev.pushpull.measure.DeliveryMeter;
import dev.pushpull.measure.FreshnessMeter;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.RequestMeter;
import dev.pushpull.measure.Samples;
import dev.pushpull.measure.Window;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** All meters of one or more windows. Used by one thread. */
final class WindowMeters {

  private final DeliveryMeter delivery = new DeliveryMeter();
  private final FreshnessMeter freshness = new FreshnessMeter();
  private final RequestMeter requests = new RequestMeter();
  private final Samples publisherLag = new Samples();
  private long published;
  private long duplicates;
  private long messages;

  /** What all subscribers experienced in a window. */
  static WindowMeters of(Window window, List<PublishLog> logs, List<Probe> probes) {
    var meters = new WindowMeters();
    int[] watchers = new int[logs.size()];
    for (Probe probe : probes) {
      watchers[probe.feed()]++;
      meters.add(window, logs.get(probe.feed()), probe);
    }
    for (int feed = 0; feed < watchers.length; feed++) {
      meters.add(window, logs.get(feed), watchers[feed]);
    }
    return meters;
  }

  private void add(Window window, PublishLog log, Probe probe) {
    delivery.add(log, probe.observations(), window);
    freshness.add(log, probe.observations(), window);
    requests.add(probe.requests(), probe.ticks(), window);
    int duplicate = probe.observations().duplicatesIn(window);
    duplicates += duplicate;
    messages += duplicate + probe.observations().freshIn(window);
  }

  private void add(Window window, PublishLog log, int watchers) {
    int end = log.firstAtOrAfter(window.endNanos());
    for (int version = log.firstAtOrAfter(window.startNanos()); version < end; version++) {
      publisherLag.add(log.publishedAt(version) - log.dueAt(version));
    }
    published += (long) watchers * log.publishedIn(window);
  }

  /** All of another's windows. */
  void add(WindowMeters other) {
    delivery.add(other.delivery);
    freshness.add(other.freshness);
    requests.add(other.requests);
    publisherLag.add(other.publisherLag);
    published += other.published;
    duplicates += other.duplicates;
    messages += other.messages;
  }

  DeliveryMeter delivery() {
    return delivery;
  }

  FreshnessMeter freshness() {
    return freshness;
  }

  RequestMeter requests() {
    return requests;
  }

  /** P(v) − due of the updates, each once, however many watch. */
  Samples publisherLag() {
    return publisherLag;
  }

  /** (update, subscriber) pairs, counted from the logs alone. */
  long published() {
    return published;
  }

  /** Messages with a version that was already held. */
  long duplicates() {
    return duplicates;
  }

  /** Messages that carried an update, fresh or not. */
  long messages() {
    return messages;
  }

  /** Values that cannot be: below 0 or absurdly long. */
  long outOfRange() {
    return delivery.latency().outOfRange()
        + delivery.corrected().outOfRange()
        + freshness.staleness().outOfRange()
        + freshness.age().outOfRange()
        + freshness.peaks().outOfRange()
        + requests.corrected().outOfRange()
        + requests.uncorrected().outOfRange()
        + requests.scheduleLag().outOfRange()
        + publisherLag.outOfRange();
  }

  /** For storing. */
  Map<String, Histogram> byMetric() {
    var histograms = new TreeMap<String, Histogram>();
    histograms.put("deliveryLatency", delivery().latency().histogram());
    histograms.put("deliveryLatencyCorrected", delivery().corrected().histogram());
    histograms.put("staleness", freshness().staleness().histogram());
    histograms.put("age", freshness().age().histogram());
    histograms.put("requestLatencyCorrected", requests().corrected().histogram());
    histograms.put("requestLatencyUncorrected", requests().uncorrected().histogram());
    histograms.put("scheduleLag", requests().scheduleLag().histogram());
    histograms.put("publisherLag", publisherLag().histogram());
    return histograms;
  }
}

package dev.pushpull.trial;

import dev.pushpull.measure.DeliveryMeter;
import dev.pushpull.measure.FreshnessMeter;
import dev.pushpull.measure.LongLog;
import dev.pushpull.measure.LongReader;
import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.RequestMeter;
import dev.pushpull.measure.Window;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What subscribers experienced in one or more windows. Used by one thread. */
final class WindowMeters implements Mergeable {

  private final DeliveryMeter delivery = new DeliveryMeter();
  private final FreshnessMeter freshness = new FreshnessMeter();
  private final RequestMeter requests = new RequestMeter();
  private long published;
  private long duplicates;
  private long messages;

  /** What all subscribers experienced in a window. */
  static WindowMeters of(Window window, List<PublishLog> logs, List<Probe> probes) {
    var meters = new WindowMeters();
    for (Probe probe : probes) {
      meters.add(window, logs.get(probe.feed()), probe);
    }
    return meters;
  }

  /** Adds subscribers' whole life to that of others, once it is over; they are all there are. */
  static void addLife(LifeTotals totals, List<Probe> probes, List<PublishLog> logs) {
    for (Probe probe : probes) {
      probe.addTo(totals, logs.get(probe.feed()));
    }
  }

  private void add(Window window, PublishLog log, Probe probe) {
    delivery.add(log, probe.observations(), window);
    freshness.add(log, probe.observations(), window);
    requests.add(probe.requests(), probe.ticks(), window);
    int duplicate = probe.observations().duplicatesIn(window);
    duplicates += duplicate;
    messages += duplicate + probe.observations().freshIn(window);
    published += log.publishedIn(window);
  }

  @Override
  public void write(LongLog out) {
    delivery.write(out);
    freshness.write(out);
    requests.write(out);
    out.add(published);
    out.add(duplicates);
    out.add(messages);
  }

  @Override
  public void merge(LongReader in) {
    delivery.merge(in);
    freshness.merge(in);
    requests.merge(in);
    published += in.next();
    duplicates += in.next();
    messages += in.next();
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
        + requests.scheduleLag().outOfRange();
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
    return histograms;
  }
}

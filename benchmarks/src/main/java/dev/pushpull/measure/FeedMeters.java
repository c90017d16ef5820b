package dev.pushpull.measure;

import dev.pushpull.result.Age;
import dev.pushpull.result.RequestLatency;
import dev.pushpull.result.Staleness;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What subscribers of feeds experienced in one or more windows, measured or simulated. Not safe for
 * use by several threads.
 */
@SuppressWarnings("this-escape") // naming its parts tells nobody else of it
public class FeedMeters extends Meter {

  /** Delivery latency. */
  public final DeliveryMeter delivery = part(new DeliveryMeter());

  /** Staleness and age. */
  public final FreshnessMeter freshness = part(new FreshnessMeter());

  /** Request latency. */
  public final RequestMeter requests = part(new RequestMeter());

  /** (update, subscriber) pairs, counted from what was published alone. */
  public final Counter published = part(new Counter());

  /** Messages with a version that was already held. */
  public final Counter duplicates = part(new Counter());

  /** How long the copies were wrong, in ms. */
  public final Staleness staleness() {
    return freshness.staleness.asStaleness();
  }

  /** How old the held versions were, in ms. */
  public final Age age() {
    double peak = freshness.peaks.meanNanos() / 1e6;
    return new Age(freshness.age.distribution(), Double.isNaN(peak) ? null : peak);
  }

  /** How long requests took, in ms. */
  public final RequestLatency requestLatency() {
    return new RequestLatency(
        requests.corrected.distribution(), requests.uncorrected.distribution());
  }

  /** The histograms by their names in a trial's files, in ns. */
  public final Map<String, Histogram> byMetric() {
    var histograms = new TreeMap<String, Histogram>();
    histograms.put("deliveryLatency", delivery.latency.histogram());
    histograms.put("deliveryLatencyCorrected", delivery.corrected.histogram());
    histograms.put("staleness", freshness.staleness.histogram());
    histograms.put("age", freshness.age.histogram());
    histograms.put("requestLatencyCorrected", requests.corrected.histogram());
    histograms.put("requestLatencyUncorrected", requests.uncorrected.histogram());
    histograms.put("scheduleLag", requests.scheduleLag.histogram());
    return histograms;
  }
}

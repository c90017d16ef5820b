package dev.pushpull.measure;

import dev.pushpull.result.Age;
import dev.pushpull.result.RequestLatency;
import dev.pushpull.result.Staleness;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What subscribers of feeds experienced in one or more windows, measured or simulated. Not safe for
 * use by several threads.
 */
@SuppressWarnings("this-escape") // naming its parts tells nobody else of it
public class FeedMeters extends Meter {

  private final DeliveryMeter delivery = part(new DeliveryMeter());
  private final FreshnessMeter freshness = part(new FreshnessMeter());
  private final RequestMeter requests = part(new RequestMeter());
  private final Counter published = part(new Counter());
  private final Counter duplicates = part(new Counter());

  /** Delivery latency. */
  public final DeliveryMeter delivery() {
    return delivery;
  }

  /** Staleness and age. */
  public final FreshnessMeter freshness() {
    return freshness;
  }

  /** Request latency. */
  public final RequestMeter requests() {
    return requests;
  }

  /** Adds (update, subscriber) pairs. */
  public final void addPublished(long pairs) {
    published.add(pairs);
  }

  /** Adds messages with a version that was already held. */
  public final void addDuplicates(long messages) {
    duplicates.add(messages);
  }

  /** (update, subscriber) pairs, counted from what was published alone. */
  public final long published() {
    return published.get();
  }

  /** Messages with a version that was already held. */
  public final long duplicates() {
    return duplicates.get();
  }

  /** How long the copies were wrong, in ms. */
  public final Staleness staleness() {
    Ramps ramps = freshness.staleness();
    return new Staleness(ramps.distribution(), finite(ramps.fractionAboveZero()));
  }

  /** How old the held versions were, in ms. */
  public final Age age() {
    return new Age(freshness.age().distribution(), finite(freshness.peaks().meanNanos() / 1e6));
  }

  /** How long requests took, in ms. */
  public final RequestLatency requestLatency() {
    return new RequestLatency(
        requests.corrected().distribution(), requests.uncorrected().distribution());
  }

  private static @Nullable Double finite(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** The histograms by their names in a trial's files, in ns. */
  public final Map<String, Histogram> byMetric() {
    var histograms = new TreeMap<String, Histogram>();
    histograms.put("deliveryLatency", delivery.latency().histogram());
    histograms.put("deliveryLatencyCorrected", delivery.corrected().histogram());
    histograms.put("staleness", freshness.staleness().histogram());
    histograms.put("age", freshness.age().histogram());
    histograms.put("requestLatencyCorrected", requests.corrected().histogram());
    histograms.put("requestLatencyUncorrected", requests.uncorrected().histogram());
    histograms.put("scheduleLag", requests.scheduleLag().histogram());
    return histograms;
  }
}

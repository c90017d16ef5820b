package dev.pushpull.trial;

import dev.pushpull.measure.DeliveryMeter;
import dev.pushpull.measure.FreshnessMeter;
import dev.pushpull.measure.LongLog;
import dev.pushpull.measure.LongReader;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.RequestMeter;
import dev.pushpull.schedule.Window;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What subscribers experienced in one or more windows. Used by one thread. */
public final class WindowMeters implements Meters {

  private final DeliveryMeter delivery = new DeliveryMeter();
  private final FreshnessMeter freshness = new FreshnessMeter();
  private final RequestMeter requests = new RequestMeter();
  private long published;
  private long duplicates;
  private long messages;
  private long otherRequests;

  /** What all subscribers experienced in a window. */
  public static WindowMeters of(
      Window window, List<PublishLog> logs, List<? extends Probe> probes) {
    var meters = new WindowMeters();
    for (Probe probe : probes) {
      meters.add(window, logs.get(probe.feed()), probe);
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
    published += log.publishedIn(window);
    otherRequests += probe.otherRequestsIn(window);
  }

  @Override
  public void write(LongLog out) {
    delivery.write(out);
    freshness.write(out);
    requests.write(out);
    out.add(published);
    out.add(duplicates);
    out.add(messages);
    out.add(otherRequests);
  }

  @Override
  public void merge(LongReader in) {
    delivery.merge(in);
    freshness.merge(in);
    requests.merge(in);
    published += in.next();
    duplicates += in.next();
    messages += in.next();
    otherRequests += in.next();
  }

  @Override
  public WindowMeters any() {
    return this;
  }

  public DeliveryMeter delivery() {
    return delivery;
  }

  FreshnessMeter freshness() {
    return freshness;
  }

  public RequestMeter requests() {
    return requests;
  }

  /** (update, subscriber) pairs, counted from the logs alone. */
  public long published() {
    return published;
  }

  /** Messages with a version that was already held. */
  long duplicates() {
    return duplicates;
  }

  /** Messages that carried an update, fresh or not. */
  public long messages() {
    return messages;
  }

  /** Requests that were sent, and no request meter saw. */
  long otherRequests() {
    return otherRequests;
  }

  public void addOtherRequests(long count) {
    otherRequests += count;
  }

  @Override
  public long outOfRange() {
    return delivery.latency().outOfRange()
        + delivery.corrected().outOfRange()
        + freshness.staleness().outOfRange()
        + freshness.age().outOfRange()
        + freshness.peaks().outOfRange()
        + requests.corrected().outOfRange()
        + requests.uncorrected().outOfRange()
        + requests.scheduleLag().outOfRange();
  }

  @Override
  public Map<String, Histogram> byMetric() {
    return Map.of(
        "deliveryLatency", delivery.latency().histogram(),
        "deliveryLatencyCorrected", delivery.corrected().histogram(),
        "staleness", freshness.staleness().histogram(),
        "age", freshness.age().histogram(),
        "requestLatencyCorrected", requests.corrected().histogram(),
        "requestLatencyUncorrected", requests.uncorrected().histogram(),
        "scheduleLag", requests.scheduleLag().histogram());
  }
}

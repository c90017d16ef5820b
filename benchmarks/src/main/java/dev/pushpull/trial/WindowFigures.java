package dev.pushpull.trial;

import dev.pushpull.measure.Ramps;
import dev.pushpull.measure.Samples;
import dev.pushpull.text.UnitValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * One window's metrics by name, each with its unit: what becomes JMH's secondary results. One
 * thread.
 */
public final class WindowFigures {

  private static final double MS = 1e-6;

  private final Map<String, UnitValue> figures = new LinkedHashMap<>();

  /** By name, in the order in which they were added. */
  public Map<String, UnitValue> byName() {
    return figures;
  }

  /** Adds what subscribers of feeds, or members of chats, experienced. */
  public WindowFigures addAll(MeasuredWindow<? extends Meters> measured, int subscribers) {
    WindowMeters meters = measured.meters().any();
    addLatency("delivery", meters.delivery.latency);
    addLatency("deliveryCorrected", meters.delivery.corrected);
    addLatency("requestCorrected", meters.requests.corrected);
    addLatency("requestUncorrected", meters.requests.uncorrected);
    addRamps("staleness", meters.freshness.staleness);
    addRamps("age", meters.freshness.age);
    add("staleFraction", 100 * meters.freshness.staleness.fractionAboveZero(), "%");
    var costs = new Costs(List.of(measured), subscribers);
    double seconds = costs.lengthSeconds() * subscribers;
    add("requests", meters.requests.sent.get() / seconds, "1/(sub*s)");
    add("messages", meters.messages.get() / seconds, "1/(sub*s)");
    add("bytes", costs.bytes() / seconds, "B/(sub*s)");
    add("serverCpu", costs.servingMicros() / seconds, "us/(sub*s)");
    if (meters.requests.dueTicks.get() > 0) {
      add("emptyPolls", 100.0 * meters.requests.empty.get() / meters.requests.sent.get(), "%");
    }
    return add("undelivered", (double) meters.delivery.undelivered.get(), "#");
  }

  /** Adds mean, median, p99 and maximum, if there is any sample. */
  public WindowFigures addLatency(String name, Samples samples) {
    if (samples.count() > 0) {
      add(name, samples.meanNanos(), samples.histogram(), 99);
    }
    return this;
  }

  private void addRamps(String name, Ramps ramps) {
    if (ramps.totalNanos() > 0) {
      add(name, ramps.meanNanos(), ramps.histogram(), 95);
    }
  }

  private void add(String name, double meanNanos, Histogram values, int high) {
    add(name + ".mean", meanNanos * MS, "ms");
    add(name + ".p50", values.getValueAtPercentile(50) * MS, "ms");
    add(name + ".p" + high, values.getValueAtPercentile(high) * MS, "ms");
    add(name + ".max", values.getMaxValue() * MS, "ms");
  }

  /** Adds one figure, in place of one of its name; leaves it as it was if it is not finite. */
  public WindowFigures add(String name, double value, String unit) {
    if (Double.isFinite(value)) {
      figures.put(name, new UnitValue(value, unit));
    }
    return this;
  }
}

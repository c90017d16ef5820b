package dev.pushpull.trial;

import dev.pushpull.measure.Ramps;
import dev.pushpull.measure.Samples;
import dev.pushpull.text.UnitValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

  /** What subscribers of feeds, or members of chats, experienced. */
  public static WindowFigures of(MeasuredWindow<? extends Meters> measured, int subscribers) {
    var figures = new WindowFigures();
    figures.addAll(measured, subscribers);
    return figures;
  }

  /** Adds them after what is there. */
  public void addAll(MeasuredWindow<? extends Meters> measured, int subscribers) {
    WindowMeters meters = measured.meters().any();
    addLatency("delivery", meters.delivery().latency());
    addLatency("deliveryCorrected", meters.delivery().corrected());
    addLatency("requestCorrected", meters.requests().corrected());
    addLatency("requestUncorrected", meters.requests().uncorrected());
    addRamps("staleness", meters.freshness().staleness());
    addRamps("age", meters.freshness().age());
    add("staleFraction", 100 * meters.freshness().staleness().fractionAboveZero(), "%");
    double seconds =
        measured.window().lengthNanos() / (double) TimeUnit.SECONDS.toNanos(1) * subscribers;
    add("requests", meters.requests().sent() / seconds, "1/(sub*s)");
    add("messages", meters.messages() / seconds, "1/(sub*s)");
    add("bytes", bytes(measured) / seconds, "B/(sub*s)");
    add("serverCpu", serverMicros(measured) / seconds, "us/(sub*s)");
    if (meters.requests().dueTicks() > 0) {
      add("emptyPolls", 100.0 * meters.requests().empty() / meters.requests().sent(), "%");
    }
    add("undelivered", (double) meters.delivery().undelivered(), "#");
  }

  private static double bytes(MeasuredWindow<?> measured) {
    var moved = measured.close().clients().bytes().minus(measured.open().clients().bytes());
    return (double) moved.up() + moved.down();
  }

  private static double serverMicros(MeasuredWindow<?> measured) {
    var spent = measured.close().server().since(measured.open().server());
    return (spent.cpu("serve") + spent.cpu("gc")) / 1e3;
  }

  /** Mean, median, p99 and maximum, if there is any sample. */
  public void addLatency(String name, Samples samples) {
    if (samples.count() > 0) {
      add(name, samples.meanNanos(), samples.histogram(), 99);
    }
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

  /** One figure; left out if it is not finite. */
  public void add(String name, double value, String unit) {
    if (Double.isFinite(value)) {
      figures.put(name, new UnitValue(value, unit));
    }
  }
}

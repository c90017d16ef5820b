package dev.pushpull.trial;

import dev.pushpull.measure.Ramps;
import dev.pushpull.measure.Samples;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One window's metrics by name, each with its unit: what becomes JMH's secondary results. */
final class Figures {

  private static final double MS = 1e-6;

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  private Figures() {}

  static Map<String, Figure> of(MeasuredWindow<? extends Meters> measured, int subscribers) {
    var figures = new Figures();
    WindowMeters meters = measured.meters().any();
    figures.addLatency("delivery", meters.delivery().latency());
    figures.addLatency("deliveryCorrected", meters.delivery().corrected());
    figures.addLatency("requestCorrected", meters.requests().corrected());
    figures.addLatency("requestUncorrected", meters.requests().uncorrected());
    figures.addRamps("staleness", meters.freshness().staleness());
    figures.addRamps("age", meters.freshness().age());
    figures.add("staleFraction", 100 * meters.freshness().staleness().fractionAboveZero(), "%");
    double seconds =
        measured.window().lengthNanos() / (double) TimeUnit.SECONDS.toNanos(1) * subscribers;
    figures.add("requests", meters.requests().sent() / seconds, "1/(sub*s)");
    figures.add("messages", meters.messages() / seconds, "1/(sub*s)");
    figures.add("bytes", bytes(measured) / seconds, "B/(sub*s)");
    figures.add("serverCpu", serverMicros(measured) / seconds, "us/(sub*s)");
    if (meters.requests().dueTicks() > 0) {
      figures.add("emptyPolls", 100.0 * meters.requests().empty() / meters.requests().sent(), "%");
    }
    figures.add("undelivered", (double) meters.delivery().undelivered(), "#");
    return figures.figures;
  }

  static Map<String, Figure> of(JobMeters meters) {
    var figures = new Figures();
    figures.addLatency("doneToKnown", meters.jobs().doneToKnown());
    figures.addLatency("submit", meters.submissions());
    figures.addLatency("requestUncorrected", meters.any().requests().uncorrected());
    double known = meters.jobs().known();
    figures.add("jobs", (double) meters.jobs().measured(), "#");
    figures.add("unknown", (double) meters.jobs().measured() - known, "#");
    figures.add("requestsPerJob", meters.jobs().requests() / known, "1/job");
    figures.add("wastedPollsPerJob", meters.jobs().wastedPolls() / known, "1/job");
    return figures.figures;
  }

  static Map<String, Figure> ofChats(MeasuredWindow<ChatMeters> measured, int members) {
    var figures = new Figures();
    figures.addLatency("senderToReceiver", measured.meters().chat().latency());
    figures.addLatency("echo", measured.meters().chat().echo());
    figures.add("messagesSent", (double) measured.meters().chat().sent(), "#");
    figures.figures.putAll(of(measured, members));
    figures.add("undelivered", (double) measured.meters().chat().undelivered(), "#");
    return figures.figures;
  }

  private static double bytes(MeasuredWindow<?> measured) {
    var moved = measured.close().clients().bytes().minus(measured.open().clients().bytes());
    return (double) moved.up() + moved.down();
  }

  private static double serverMicros(MeasuredWindow<?> measured) {
    var spent = measured.close().server().since(measured.open().server());
    return (spent.cpu("serve") + spent.cpu("gc")) / 1e3;
  }

  private void addLatency(String name, Samples samples) {
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

  private void add(String name, double value, String unit) {
    if (Double.isFinite(value)) {
      figures.put(name, new Figure(value, unit));
    }
  }
}

package dev.pushpull.trial;

import dev.pushpull.measure.Samples;
import java.util.LinkedHashMap;
import java.util.Map;

/** One window of jobs by metric, each with its unit: what becomes JMH's secondary results. */
final class JobFigures {

  private static final double MS = 1e-6;

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  private JobFigures() {}

  static Map<String, Figure> of(JobWindow measured) {
    var figures = new JobFigures();
    JobMeters meters = measured.meters();
    figures.addLatency("doneToKnown", meters.jobs().doneToKnown());
    figures.addLatency("submit", meters.submissions());
    figures.addLatency("requestUncorrected", meters.requests().uncorrected());
    double known = meters.jobs().known();
    figures.add("jobs", (double) meters.jobs().measured(), "#");
    figures.add("unknown", (double) meters.jobs().measured() - known, "#");
    figures.add("requestsPerJob", meters.jobs().requests() / known, "1/job");
    figures.add("wastedPollsPerJob", meters.jobs().wastedPolls() / known, "1/job");
    return figures.figures;
  }

  private void addLatency(String name, Samples samples) {
    if (samples.count() > 0) {
      add(name + ".mean", samples.meanNanos() * MS, "ms");
      add(name + ".p50", samples.histogram().getValueAtPercentile(50) * MS, "ms");
      add(name + ".p99", samples.histogram().getValueAtPercentile(99) * MS, "ms");
      add(name + ".max", samples.histogram().getMaxValue() * MS, "ms");
    }
  }

  private void add(String name, double value, String unit) {
    if (Double.isFinite(value)) {
      figures.put(name, new Figure(value, unit));
    }
  }
}

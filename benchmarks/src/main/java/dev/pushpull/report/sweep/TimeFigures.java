package dev.pushpull.report.sweep;

/**
 * The figures of one distribution of times, as columns in ms.
 *
 * @param metric the distribution's name in {@code results.json}
 * @param title what it is called in a sentence or a Markdown heading
 * @param group what it is called above a terminal's columns
 */
record TimeFigures(String metric, String title, String group) {

  /** One of them: {@code mean}, {@code p50}, {@code p95}, {@code p99} or {@code max}. */
  TrialFigure stat(String stat) {
    String heading = "%s %s ms".formatted(title, stat);
    return new TrialFigure(metric + "." + stat, heading, group, stat + " ms");
  }

  /** How a requirement names one of them, such as {@code staleness.p95}. */
  String asked(String stat) {
    return metric.replace("story.", "").replace("Ms", ".") + stat;
  }
}

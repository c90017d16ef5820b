package dev.pushpull.trial;

import dev.pushpull.measure.Samples;
import java.util.LinkedHashMap;
import java.util.Map;

/** One window of chats by metric, each with its unit: what becomes JMH's secondary results. */
final class ChatFigures {

  private static final double MS = 1e-6;

  private ChatFigures() {}

  static Map<String, Figure> of(ChatWindow window, int members) {
    var figures = new LinkedHashMap<String, Figure>();
    add(figures, "senderToReceiver", window.chat().latency());
    add(figures, "echo", window.chat().echo());
    figures.put("messagesSent", new Figure(window.chat().sent(), "#"));
    figures.putAll(Figures.of(window.measured(), members));
    figures.put("undelivered", new Figure(window.chat().undelivered(), "#"));
    return figures;
  }

  private static void add(Map<String, Figure> figures, String name, Samples samples) {
    if (samples.count() > 0) {
      var histogram = samples.histogram();
      figures.put(name + ".mean", new Figure(samples.meanNanos() * MS, "ms"));
      figures.put(name + ".p50", new Figure(histogram.getValueAtPercentile(50) * MS, "ms"));
      figures.put(name + ".p99", new Figure(histogram.getValueAtPercentile(99) * MS, "ms"));
      figures.put(name + ".max", new Figure(histogram.getMaxValue() * MS, "ms"));
    }
  }
}

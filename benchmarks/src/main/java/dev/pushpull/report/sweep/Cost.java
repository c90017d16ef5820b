package dev.pushpull.report.sweep;

import dev.pushpull.report.Spread;
import dev.pushpull.text.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * What a strategy takes of network or server, and how that is told.
 *
 * @param verb what a strategy does with it, such as {@code moves}
 * @param fewer {@code fewer} or {@code less}
 * @param noun such as {@code bytes}
 * @param told an amount in words
 */
record Cost(
    TrialFigure figure, String verb, String fewer, String noun, DoubleFunction<String> told) {

  /** Fewer are none: of a push, those that open connections. */
  private static final double FEW = 0.005;

  static final Cost REQUESTS =
      new Cost(TrialFigures.REQUESTS, "sends", "fewer", "requests", Cost::requests);
  static final Cost BYTES = new Cost(TrialFigures.BYTES, "moves", "fewer", "bytes", Numbers::bytes);
  static final Cost SERVER_CPU =
      new Cost(
          TrialFigures.SERVER_CPU,
          "uses",
          "less",
          "server CPU",
          micros -> Numbers.micros(micros) + " of server CPU");

  /** What all workloads have. */
  static final List<Cost> ALL = List.of(REQUESTS, BYTES, SERVER_CPU);

  /** The same by another figure. */
  Cost by(TrialFigure other) {
    return new Cost(other, verb, fewer, noun, told);
  }

  /** What a strategy took, in words; empty where it is not known. */
  Optional<String> of(Row row) {
    return row.median(figure).map(told::apply);
  }

  /** What one took of another's, such as {@code 54 % fewer bytes}. */
  String against(Spread a, Spread b) {
    double ratio = a.median() / b.median();
    if (a.min() <= b.max() && b.min() <= a.max()) {
      return "no clear difference in " + noun;
    }
    if (ratio < 1) {
      return "%s %% %s %s".formatted(Numbers.rough(100 * (1 - ratio)), fewer, noun);
    }
    return ratio < 2
        ? Numbers.rough(100 * (ratio - 1)) + " % more " + noun
        : Numbers.rough(ratio) + " times the " + noun;
  }

  private static String requests(double number) {
    if (number < FEW) {
      return "no requests";
    }
    String text = Numbers.bare(Double.parseDouble(Numbers.plain(number)));
    return text.equals("1") ? "1 request" : text + " requests";
  }
}

package dev.pushpull.tune;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Takes from a simulated trial what can be predicted of a real one. */
final class Simulated {

  private Simulated() {}

  /** The figures that are there and hold beyond one run. */
  static Prediction prediction(Map<String, OptionalDouble> trial) {
    Map<String, Double> figures = new LinkedHashMap<>();
    trial.forEach(
        (name, figure) -> {
          if (figure.isPresent() && isPredicted(name)) {
            figures.put(name, figure.getAsDouble());
          }
        });
    return new Prediction(Prediction.Source.SIMULATED, figures);
  }

  private static boolean isPredicted(String name) {
    return Objective.TUNABLE.contains(name);
  }
}

package dev.pushpull.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a strategy is expected to show.
 *
 * @param source where the figures come from
 * @param figures by the full names of {@link dev.pushpull.metric.Metrics}, in their units
 */
public record Prediction(Source source, Map<String, Double> figures) {

  /** Where figures come from. */
  public enum Source {
    /** Computed, over all phases and updates. */
    CLOSED_FORM,
    /** Played out in virtual time. */
    SIMULATED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Copies the figures and keeps their order. */
  public Prediction {
    figures = ordered(figures);
  }

  /** What a simulated trial says of a real one: the figures that hold beyond one run. */
  static Prediction simulated(Map<String, Double> trial) {
    var figures = new LinkedHashMap<>(trial);
    figures.keySet().retainAll(Objective.TUNABLE);
    return new Prediction(Source.SIMULATED, figures);
  }

  /** An unmodifiable copy in the same order. */
  static Map<String, Double> ordered(Map<String, Double> figures) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** The same with other figures in place of some, or beside them. */
  Prediction with(Map<String, Double> others) {
    var all = new LinkedHashMap<>(figures);
    all.putAll(others);
    return new Prediction(source, all);
  }

  /** A figure by its full name; empty if it is not predicted. */
  public Optional<Double> figure(String metric) {
    return Optional.ofNullable(figures.get(metric));
  }
}

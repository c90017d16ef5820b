package dev.pushpull.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a strategy is expected to show.
 *
 * @param source where the figures come from
 * @param figures by the full names of {@link dev.pushpull.result.Metrics}, in their units
 */
public record Prediction(Source source, Map<String, Double> figures) {

  /** Where figures come from. */
  public enum Source {
    /** Computed, over all phases and updates. */
    CLOSED_FORM("closed form"),
    /** Played out in virtual time. */
    SIMULATED("simulated");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Copies the figures and keeps their order. */
  public Prediction {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** The same with other figures in place of some, or beside them. */
  Prediction with(Map<String, Double> others) {
    var all = new LinkedHashMap<>(figures);
    all.putAll(others);
    return new Prediction(source, all);
  }

  /** A figure by its full name; empty if it is not predicted. */
  public OptionalDouble figure(String metric) {
    Double figure = figures.get(metric);
    return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
  }
}

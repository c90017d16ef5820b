package dev.pushpull.operation.fork;

import dev.pushpull.text.UnitValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Carries an iteration's figures from a benchmark to {@link FigureProfiler}, which JMH calls on
 * another thread afterwards. Safe from any thread.
 */
public final class IterationFigures {

  private static final AtomicReference<Map<String, UnitValue>> LAST =
      new AtomicReference<>(Map.of());

  private IterationFigures() {}

  /**
   * Adds a figure to this iteration's; see {@link dev.pushpull.operation.FigureNames}.
   *
   * @param unit as JMH prints it, such as {@code us}
   */
  public static void put(String name, double value, String unit) {
    putAll(Map.of(name, new UnitValue(value, unit)));
  }

  /** Adds figures by their names. */
  public static void putAll(Map<String, UnitValue> more) {
    LAST.updateAndGet(
        old -> {
          var figures = new LinkedHashMap<>(old);
          figures.putAll(more);
          return figures;
        });
  }

  /** Removes and returns all figures put since the last call. */
  public static Map<String, UnitValue> take() {
    return LAST.getAndSet(Map.of());
  }
}

package dev.pushpull.suite.op;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Carries an iteration's figures from a benchmark's tear-down to {@link OperationProfiler}, which
 * JMH calls on another thread afterwards.
 */
public final class OperationFigures {

  /**
   * A number with its unit.
   *
   * @param unit as JMH prints it, such as {@code us}
   */
  public record Value(double number, String unit) {}

  private static final AtomicReference<Map<String, Value>> LAST = new AtomicReference<>(Map.of());

  private OperationFigures() {}

  /** Adds a figure to this iteration's; see {@link dev.pushpull.operation.FigureNames}. */
  public static void put(String name, double number, String unit) {
    LAST.updateAndGet(
        old -> {
          var figures = new LinkedHashMap<>(old);
          figures.put(name, new Value(number, unit));
          return figures;
        });
  }

  /** Removes and returns all figures put since the last call. */
  static Map<String, Value> take() {
    return LAST.getAndSet(Map.of());
  }
}

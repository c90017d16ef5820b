package dev.pushpull.suite;

import dev.pushpull.trial.Figure;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Carries a window's figures from the benchmark to its profiler, which JMH calls on another thread.
 */
final class LastWindow {

  private static final AtomicReference<Map<String, Figure>> FIGURES =
      new AtomicReference<>(Map.of());

  private LastWindow() {}

  static void clear() {
    FIGURES.set(Map.of());
  }

  static void set(Map<String, Figure> figures) {
    FIGURES.set(figures);
  }

  static Map<String, Figure> take() {
    return FIGURES.getAndSet(Map.of());
  }
}

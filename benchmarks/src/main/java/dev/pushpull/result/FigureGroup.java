package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The figures that a disturbance spoils together, or leaves alone together. */
public enum FigureGroup {
  /** How late and how stale: delivery, staleness, age, and the lags behind them. */
  FRESHNESS("freshness", "freshness"),
  /** How long requests took. */
  REQUEST_LATENCY("requestLatency", "request latency"),
  /** Processor time of server and clients. */
  CPU("cpu", "CPU"),
  /** Bytes, counts, and all ratios of them. */
  COUNTS("counts", "bytes and counts");

  /** All of them. */
  public static final Set<FigureGroup> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(FigureGroup.class));

  private final String key;
  private final String words;

  FigureGroup(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** In JSON and CSV. */
  @JsonValue
  public String key() {
    return key;
  }

  /** As a reader is told, such as {@code request latency}. */
  @Override
  public String toString() {
    return words;
  }

  /** Several, as a reader is told, such as {@code freshness and CPU}. */
  public static String words(Collection<FigureGroup> groups) {
    String names = groups.stream().map(Object::toString).collect(Collectors.joining(", "));
    return names.replaceFirst(", (?!.*, )", " and ");
  }

  /**
   * The group of a metric.
   *
   * @param metric its path in {@code results.json}, such as {@code overhead.bytesUp}
   */
  public static FigureGroup of(String metric) {
    if (metric.startsWith("requestLatencyMs") || metric.startsWith("story.submitLatencyMs")) {
      return REQUEST_LATENCY;
    }
    if (metric.contains("Cpu")) {
      return CPU;
    }
    return metric.contains("Ms") || metric.endsWith("staleFraction") ? FRESHNESS : COUNTS;
  }
}

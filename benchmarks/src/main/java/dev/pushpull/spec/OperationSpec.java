package dev.pushpull.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One operation to measure: a benchmark with one value for each of its parameters.
 *
 * @param id three digits or more, its place in the suite; also the name of its folder
 * @param benchmark simple class name and method, such as {@code RoundTrip.pollNotModified}
 * @param params parameter → value; those left out have the benchmark's own default
 * @param forks how many JVMs measure it, one after the other, 1 to 100
 * @param warmup of each fork
 * @param measurement of each fork
 */
public record OperationSpec(
    String id,
    String benchmark,
    Map<String, String> params,
    int forks,
    Iterations warmup,
    Iterations measurement) {

  private static final int MAX_FORKS = 100;
  private static final String RECEIVERS = "receivers";

  /** Copies the map, in its order, and checks the bounds. */
  public OperationSpec {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    checkBenchmark(benchmark);
    Settings.check("forks", forks, 1, MAX_FORKS);
    checkMeasurement(measurement);
  }

  static String checkBenchmark(String benchmark) {
    if (!benchmark.matches("\\w+\\.\\w+")) {
      throw new IllegalArgumentException(
          "benchmark must be CLASS.METHOD, but is '%s'".formatted(benchmark));
    }
    return benchmark;
  }

  static int parseForks(String text) {
    return Settings.check("forks", Settings.whole("forks", text), 1, MAX_FORKS);
  }

  static Iterations checkMeasurement(Iterations measurement) {
    if (measurement.count() < 1) {
      throw new IllegalArgumentException(
          "measurement must have at least 1 iteration, but has " + measurement.count());
    }
    return measurement;
  }

  /** Its forks, from the first to the last. */
  public List<OperationFork> eachFork() {
    return IntStream.rangeClosed(1, forks)
        .mapToObj(number -> new OperationFork(this, number))
        .toList();
  }

  /** The benchmark's class, without its package. */
  public String className() {
    return benchmark.substring(0, benchmark.indexOf('.'));
  }

  /**
   * Whether a floor is timed with it: a round trip or a connect over HTTP/1.1. There is no floor
   * over HTTP/2, for compressed messages or for upgrades alone.
   */
  public boolean hasFloor() {
    String protocol = params.getOrDefault("protocol", Protocol.H1.toString());
    return List.of(Protocol.H1.toString(), Protocol.H1_TLS.toString()).contains(protocol)
        && (className().equals("RoundTrip") || (className().equals("Connect") && !isUpgrade()));
  }

  /** Whether each iteration upgrades connections that were opened before it. */
  boolean isUpgrade() {
    return benchmark.equals("Connect.upgrade");
  }

  /** How many receivers a fan-out has; 0 where there is no such parameter. */
  public int receivers() {
    String text = params.getOrDefault(RECEIVERS, "0");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** Such as {@code RoundTrip.pollNew protocol=h1 payload=64}. */
  public String label() {
    var text = new StringBuilder(benchmark);
    params.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    return text.toString();
  }

  /**
   * How many iterations a fork runs, and how long each; written {@code 5x500ms}.
   *
   * @param count how many, 0 to 10,000
   * @param time of each; no effect where one iteration is one operation
   */
  public record Iterations(int count, Duration time) {

    private static final int MAX_COUNT = 10_000;

    /** Checks each bound. */
    public Iterations {
      if (count < 0 || count > MAX_COUNT) {
        throw new IllegalArgumentException(
            "iterations must be 0 to %d, but are %d".formatted(MAX_COUNT, count));
      }
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(
            "an iteration's time must be above 0, but is " + Durations.format(time));
      }
    }

    /**
     * Reads {@code COUNTxTIME}.
     *
     * @throws IllegalArgumentException that says what was expected and what came
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Iterations parse(String text) {
      int cross = text.indexOf('x');
      if (cross < 1 || !text.substring(0, cross).matches("\\d{1,6}")) {
        throw new IllegalArgumentException(
            "iterations must be COUNTxTIME, such as 5x500ms, but are '%s'".formatted(text));
      }
      return new Iterations(
          Integer.parseInt(text.substring(0, cross)), Durations.parse(text.substring(cross + 1)));
    }

    @Override
    @JsonValue
    public String toString() {
      return count + "x" + Durations.format(time);
    }
  }
}

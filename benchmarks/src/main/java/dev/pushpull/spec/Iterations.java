package dev.pushpull.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

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

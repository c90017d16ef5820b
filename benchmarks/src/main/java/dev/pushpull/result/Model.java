package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the closed forms expect of this trial, given its own publish log; null where there is no
 * form.
 *
 * @param delayMs from the server's read to the client; it may differ by half the mean uncorrected
 *     request latency, anywhere in which the server's read may lie
 * @param deliveryLatencyMs its mean, which may differ by delay, phases and sampling
 * @param stalenessMs its mean
 */
public record Model(
    Expected delayMs,
    Expected deliveryLatencyMs,
    Expected stalenessMs,
    Expected staleFraction,
    Expected emptyPollRatio,
    @Nullable Double ageMeanMs) {

  /** No form applies. */
  public static final Model NONE = Blank.of(Model.class);

  /** In JSON: a value and its tolerance in turn, and the age. */
  private static final List<String> KEYS =
      List.of(
          ("delayMs delayToleranceMs deliveryLatencyMeanMs deliveryLatencyToleranceMs"
                  + " stalenessMeanMs stalenessToleranceMs staleFraction staleFractionTolerance"
                  + " emptyPollRatio emptyPollTolerance ageMeanMs")
              .split(" ", -1));

  /**
   * A figure that is expected.
   *
   * @param tolerance what the measured one may differ by
   */
  public record Expected(@Nullable Double value, @Nullable Double tolerance) {

    /** No form applies. */
    public static final Expected NONE = new Expected(null, null);
  }

  /**
   * Reads what {@link #figures} gave.
   *
   * @throws IllegalArgumentException that names what is unknown
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Model of(
      @JsonSetter(contentNulls = Nulls.SET) Map<String, @Nullable Double> figures) {
    var unknown = new HashSet<>(figures.keySet());
    KEYS.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("a model has no " + String.join(", ", unknown));
    }
    var pairs = new Expected[KEYS.size() / 2];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new Expected(figures.get(KEYS.get(2 * i)), figures.get(KEYS.get(2 * i + 1)));
    }
    return new Model(pairs[0], pairs[1], pairs[2], pairs[3], pairs[4], figures.get(KEYS.getLast()));
  }

  /** All figures by their names in JSON; null where there is no form. */
  @JsonValue
  public Map<String, @Nullable Double> figures() {
    var figures = new LinkedHashMap<String, @Nullable Double>();
    var pairs = List.of(delayMs, deliveryLatencyMs, stalenessMs, staleFraction, emptyPollRatio);
    for (int i = 0; i < pairs.size(); i++) {
      figures.put(KEYS.get(2 * i), pairs.get(i).value());
      figures.put(KEYS.get(2 * i + 1), pairs.get(i).tolerance());
    }
    figures.put(KEYS.getLast(), ageMeanMs);
    return figures;
  }
}

package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a feed owes to who listens. */
public enum FeedKind {
  /** The newest update: a listener that is slow skips what was replaced meanwhile. */
  VALUE,
  /** Every update, in order: a listener that is too slow is closed, and may resume. */
  LOG;

  /** {@code value} or {@code log}. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  @JsonCreator
  public static FeedKind parse(String text) {
    return switch (text) {
      case "value" -> VALUE;
      case "log" -> LOG;
      default ->
          throw new IllegalArgumentException("kind must be value or log, but is '" + text + "'");
    };
  }
}

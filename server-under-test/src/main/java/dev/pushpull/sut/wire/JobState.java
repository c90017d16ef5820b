package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a job is; what an update of its feed carries as payload. */
public enum JobState {
  /** Taken in; version 1 of its feed. */
  ACCEPTED,
  /** Worked on; version 2. */
  PROCESSING,
  /** Done; version 3, the last. */
  PROCESSED,
  /** Ended without a result; version 3, the last. */
  FAILED;

  private final String payload = "{\"state\":\"" + name().toLowerCase(Locale.ROOT) + "\"}";

  /** Such as {@code {"state":"processing"}}. */
  public String payload() {
    return payload;
  }

  /** Whether nothing follows. */
  public boolean isFinal() {
    return this == PROCESSED || this == FAILED;
  }

  /** {@code accepted}, {@code processing}, {@code processed} or {@code failed}. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state whose {@link #payload()} this is. */
  public static Optional<JobState> ofPayload(String payload) {
    return Arrays.stream(values()).filter(state -> state.payload.equals(payload)).findFirst();
  }
}

package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What {@code PUT /claim} takes: who uses the server from here on, or still does.
 *
 * @param id known to the holder alone
 * @param who for people to read
 */
public record ClaimRequest(
    @JsonProperty(required = true) String id, @JsonProperty(required = true) String who) {

  private static final int MAX_CHARS = 200;

  /** Checks each bound; the message names the key, the bound and the value. */
  public ClaimRequest {
    check("id", id);
    check("who", who);
  }

  private static void check(String key, String text) {
    if (text.isBlank() || text.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "%s must have 1 to %d characters, but has %d".formatted(key, MAX_CHARS, text.length()));
    }
  }

  /**
   * What {@code /claim} tells.
   *
   * @param since an ISO 8601 instant
   * @param expiresSeconds after the last renewal
   */
  public record Holder(String who, String since, int expiresSeconds) {}
}

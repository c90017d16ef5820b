package dev.pushpull.sut.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.control.Claim.Holder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/** What {@code /claim} takes and tells. */
final class ClaimCalls {

  private static final int MAX_CHARS = 200;

  private final Claim claim;

  ClaimCalls(NanoClock clock) {
    claim = new Claim(clock);
  }

  /** Whose the claim is after one who asks for it, and whether it is theirs. */
  record Answer(Holder holder, boolean granted) {

    /** Who uses the server, and since when. */
    String inUse() {
      return "the server is in use by %s since %s".formatted(holder.who(), holder.since());
    }
  }

  Answer take(InputStream body) throws IOException, InvalidBodyException {
    JsonNode json = JsonBody.object(body, Set.of("id", "who"));
    String id = text(json, "id");
    Holder holder = claim.take(id, text(json, "who"));
    return new Answer(holder, holder.id().equals(id));
  }

  private static String text(JsonNode json, String key) throws InvalidBodyException {
    String text = JsonBody.text("", json, key);
    if (text.isBlank() || text.length() > MAX_CHARS) {
      throw new InvalidBodyException(
          "%s must have 1 to %d characters, but has %d".formatted(key, MAX_CHARS, text.length()));
    }
    return text;
  }

  boolean release(String id) {
    return claim.release(id);
  }

  Optional<Holder> current() {
    return claim.current();
  }

  /** The holder, without the id. */
  static void write(JsonGenerator out, Holder holder) throws IOException {
    out.writeStringField("who", holder.who());
    out.writeStringField("since", holder.since().toString());
    out.writeNumberField("expiresSeconds", Claim.EXPIRES_SECONDS);
  }
}

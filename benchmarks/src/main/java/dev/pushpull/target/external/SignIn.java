package dev.pushpull.target.external;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.engine.Answer;
import dev.pushpull.engine.Request;
import dev.pushpull.spec.target.Locator;
import dev.pushpull.spec.target.Placeholder;
import dev.pushpull.spec.target.SignInStep;
import dev.pushpull.target.message.Documents;
import dev.pushpull.target.message.Place;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The steps by which one client signs in, again where it must. Used by one thread at a time. */
final class SignIn {

  /** How long before it expires a sign-in is made again. */
  private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long NEVER = Long.MAX_VALUE;

  private final ExternalServer server;
  private final List<SignInStep> steps;
  private final Map<String, String> captured;
  private final Function<Placeholder, @Nullable String> values;
  private int done;
  private long expiresNanos = NEVER;

  /**
   * @param captured where what is captured goes
   * @param values of the placeholders
   */
  SignIn(
      ExternalServer server,
      Map<String, String> captured,
      Function<Placeholder, @Nullable String> values) {
    this.server = server;
    this.steps = server.spec().signIn();
    this.captured = captured;
    this.values = values;
  }

  /** The step that is next; empty if the client is signed in. */
  Optional<Request> next() {
    if (expiresNanos != NEVER && System.nanoTime() > expiresNanos - MARGIN_NANOS) {
      again();
    }
    return done < steps.size()
        ? Optional.of(server.request(steps.get(done).request(), values))
        : Optional.empty();
  }

  /** Begins anew; false if there are no steps. */
  boolean again() {
    done = 0;
    expiresNanos = NEVER;
    return !steps.isEmpty();
  }

  /**
   * Reads the answer to the step that was asked for last.
   *
   * @throws IOException if it is not what was expected
   */
  void read(Answer answer) throws IOException {
    SignInStep step = steps.get(done);
    if (answer.status() < 200 || answer.status() > 299) {
      throw new IOException(
          "sign-in, %s: unexpected status %d".formatted(step.request(), answer.status()));
    }
    JsonNode document = Documents.parseOrNull(answer.body());
    var place = new Place(document, answer.body(), answer.head()::header);
    for (Map.Entry<String, Locator> each : step.capture().entrySet()) {
      String value =
          place
              .find(each.getValue())
              .orElseThrow(
                  () ->
                      new IOException(
                          "sign-in, %s: nothing is at %s, where '%s' should be"
                              .formatted(step.request(), each.getValue(), each.getKey())));
      captured.put(each.getKey(), value);
      server.addSecret(value);
      noteExpiry(jwtSeconds(value));
    }
    if (step.expires().isPresent()) {
      noteExpiry(place.find(step.expires().get()).map(SignIn::seconds));
    }
    done++;
  }

  private void noteExpiry(Optional<Double> seconds) {
    seconds.ifPresent(
        after ->
            expiresNanos =
                Math.min(expiresNanos, System.nanoTime() + (long) (Math.max(0, after) * 1e9)));
  }

  private static double seconds(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** In how many seconds a JSON web token expires (RFC 7519, section 4.1.4), if it is one. */
  private static Optional<Double> jwtSeconds(String value) {
    String[] parts = value.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode claims = Documents.parseOrNull(Base64.getUrlDecoder().decode(parts[1]));
      JsonNode expires = claims == null ? null : claims.get("exp");
      return expires != null && expires.isNumber()
          ? Optional.of(expires.doubleValue() - System.currentTimeMillis() / 1e3)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

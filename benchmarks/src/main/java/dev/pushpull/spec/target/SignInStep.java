package dev.pushpull.spec.target;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request that each client makes before any other, and again when it must. Headers of all
 * requests whose placeholders are not yet captured are left out of it.
 *
 * @param request what to send
 * @param capture name to the place of what is kept of the answer, secret from then on
 * @param expires where the seconds stand after which it must be made again; empty: where a captured
 *     value is a JWT, its {@code exp} says so
 */
public record SignInStep(
    RequestForm request, Map<String, Locator> capture, Optional<Locator.Pointer> expires) {

  /** Copies what is captured, whose order is kept. */
  public SignInStep {
    capture = Collections.unmodifiableMap(new LinkedHashMap<>(capture));
  }
}

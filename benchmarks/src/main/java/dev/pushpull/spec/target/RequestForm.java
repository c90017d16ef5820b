package dev.pushpull.spec.target;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request to be made of values.
 *
 * @param method such as {@code GET}
 * @param path with its query
 * @param headers its own ones, to which those of all requests are added; with a body {@code
 *     Content-Type} is among them
 * @param body empty if it has none
 */
public record RequestForm(
    String method, Template path, Map<String, Template> headers, Optional<Template> body) {

  /** Copies the headers, whose order is kept. */
  public RequestForm {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** All its texts. */
  Stream<Template> templates() {
    return Stream.of(Stream.of(path), headers.values().stream(), body.stream())
        .flatMap(templates -> templates);
  }

  /** Such as {@code GET /orders/${feed}}. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}

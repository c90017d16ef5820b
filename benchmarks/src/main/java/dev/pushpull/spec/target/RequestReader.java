package dev.pushpull.spec.target;

import dev.pushpull.spec.YamlMap;
import dev.pushpull.spec.target.Placeholder.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the requests of a target file, whose headers of all requests may say a content type. */
final class RequestReader {

  private static final String CONTENT_TYPE = "Content-Type";
  private static final String FORM_TYPE = "application/x-www-form-urlencoded";
  private static final Pattern FORM = Pattern.compile("[\\w.%+-]+=\\S*");

  /** What clients set themselves; a WebSocket's handshake has more of them. */
  private static final Set<String> OWN =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "te",
          "accept-encoding",
          "if-none-match",
          "if-modified-since",
          "last-event-id");

  private static final String OF_WEBSOCKETS = "sec-websocket-";

  private final Optional<String> usualType;

  RequestReader(YamlMap file) {
    usualType = file.has("headers") ? contentType(file.open("headers")) : Optional.empty();
  }

  private static Optional<String> contentType(YamlMap headers) {
    return headers.keys().stream()
        .filter(CONTENT_TYPE::equalsIgnoreCase)
        .findFirst()
        .map(key -> headers.scalar(key, text -> text.toLowerCase(Locale.ROOT)));
  }

  /** Reads one of these methods with its path, and the keys body and headers. */
  RequestForm read(YamlMap map, List<String> methods, Scope scope) {
    List<String> given = map.keys().stream().filter(methods::contains).toList();
    if (given.size() != 1) {
      throw map.error(
          "there must be one of %s, but %s"
              .formatted(
                  String.join(", ", methods),
                  given.isEmpty() ? "none is there" : "there are " + String.join(" and ", given)));
    }
    String method = given.getFirst();
    Template path = map.scalar(method, text -> Template.parse(text, Place.PATH, scope));
    var headers = new LinkedHashMap<>(headers(map, scope));
    if (!map.has("body")) {
      return request(method, path, headers, Optional.empty());
    }
    if (method.equals("get")) {
      throw map.error("body", "a get has none; use post");
    }
    Optional<String> type =
        (map.has("headers") ? contentType(map.open("headers")) : Optional.<String>empty())
            .or(() -> usualType);
    Template body = map.scalar("body", text -> body(text, type, scope));
    if (type.isEmpty()) {
      String usual = map.scalar("body", RequestReader::usualType);
      headers.put(CONTENT_TYPE, Template.parse(usual, Place.HEADER, scope));
    }
    return request(method, path, headers, Optional.of(body));
  }

  private static RequestForm request(
      String method, Template path, Map<String, Template> headers, Optional<Template> body) {
    return new RequestForm(method.toUpperCase(Locale.ROOT), path, headers, body);
  }

  private static Template body(String text, Optional<String> type, Scope scope) {
    String known = type.orElseGet(() -> usualType(text));
    if (known.contains("json") && !Place.looksLikeJson(text)) {
      throw new IllegalArgumentException("expected JSON, as the content type says");
    }
    Place form = known.startsWith(FORM_TYPE) ? Place.FORM : Place.PLAIN;
    return Template.parse(text, known.contains("json") ? Place.MESSAGE : form, scope);
  }

  private static String usualType(String body) {
    if (Place.looksLikeJson(body)) {
      return "application/json";
    }
    return FORM.matcher(body).matches() ? FORM_TYPE : "text/plain; charset=utf-8";
  }

  /** Reads key headers, which may be absent. */
  static Map<String, Template> headers(YamlMap map, Scope scope) {
    var headers = new LinkedHashMap<String, Template>();
    if (map.has("headers")) {
      YamlMap written = map.open("headers");
      for (String name : written.keys()) {
        headers.put(name, written.scalar(name, text -> header(name, text, scope)));
      }
    }
    return headers;
  }

  private static Template header(String name, String text, Scope scope) {
    String lower = new Locator.Header(name).name().toLowerCase(Locale.ROOT);
    if (OWN.contains(lower) || lower.startsWith(OF_WEBSOCKETS)) {
      throw new IllegalArgumentException("it is set by the client itself; take it out");
    }
    return Template.parse(text, Place.HEADER, scope);
  }
}

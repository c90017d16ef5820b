package dev.pushpull.sut.http;

import dev.pushpull.sut.net.ListHeader;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which form of a feed an {@code Accept} header asks for (RFC 9110, 12.5.1). */
enum Acceptable {
  /** The newest update as a JSON document. */
  DOCUMENT,
  /** A stream of events. */
  EVENT_STREAM,
  /** Neither. */
  NEITHER;

  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";
  private static final Pattern WEIGHT = Pattern.compile("0(\\.\\d*)?|1(\\.0*)?");

  /**
   * The form with the highest weight; the document where both have the same by a wildcard, and
   * where nothing is asked for.
   *
   * @param header all its lines; null if there is none
   */
  static Acceptable of(@Nullable String header) {
    if (header == null || header.equals("*/*") || header.equals(JSON)) {
      return DOCUMENT;
    }
    if (header.equals(EVENTS)) {
      return EVENT_STREAM;
    }
    List<String> ranges = ListHeader.elements(header.toLowerCase(Locale.ROOT));
    if (ranges.isEmpty()) {
      return DOCUMENT;
    }
    double json = weight(ranges, JSON, "application/*", "*/*");
    double events = weight(ranges, EVENTS); // By name only: a wildcard means a document.
    if (json <= 0 && events <= 0) {
      return NEITHER;
    }
    return events >= json ? EVENT_STREAM : DOCUMENT;
  }

  /** The weight that the most specific of these names has, or 0 if none is there. */
  private static double weight(List<String> ranges, String... namesFromSpecific) {
    for (String name : namesFromSpecific) {
      OptionalDouble weight =
          ranges.stream()
              .map(range -> ListHeader.split(range, ';'))
              .filter(parts -> parts.getFirst().equals(name))
              .mapToDouble(Acceptable::quality)
              .max();
      if (weight.isPresent()) {
        return weight.getAsDouble();
      }
    }
    return 0;
  }

  /** A weight that is not understood means not acceptable. */
  private static double quality(List<String> parts) {
    return parts.stream()
        .filter(part -> part.startsWith("q="))
        .map(part -> part.substring("q=".length()))
        .mapToDouble(text -> WEIGHT.matcher(text).matches() ? Double.parseDouble(text) : 0)
        .findFirst()
        .orElse(1);
  }
}

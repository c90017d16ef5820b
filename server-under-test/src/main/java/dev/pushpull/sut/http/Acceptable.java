package dev.pushpull.sut.http;

import java.util.Locale;

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

  /** The form with the highest weight; the document where both have the same by a wildcard. */
  static Acceptable of(String header) {
    if (header.equals("*/*") || header.equals(JSON)) {
      return DOCUMENT;
    }
    if (header.equals(EVENTS)) {
      return EVENT_STREAM;
    }
    double json = weight(header, JSON, "application/*");
    double events = weight(header, EVENTS, "");
    if (json <= 0 && events <= 0) {
      return NEITHER;
    }
    return events > json || (events == json && mentions(header, EVENTS)) ? EVENT_STREAM : DOCUMENT;
  }

  private static boolean mentions(String header, String type) {
    return header.toLowerCase(Locale.ROOT).contains(type);
  }

  /** An event stream must be asked for by name: a wildcard means a document. */
  private static double weight(String header, String type, String range) {
    double exact = -1;
    double byRange = -1;
    double byAll = -1;
    for (String element : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = element.split(";", -1);
      String name = parts[0].strip();
      if (name.equals(type)) {
        exact = Math.max(exact, quality(parts));
      } else if (!range.isEmpty() && name.equals(range)) {
        byRange = Math.max(byRange, quality(parts));
      } else if (!range.isEmpty() && name.equals("*/*")) {
        byAll = Math.max(byAll, quality(parts));
      }
    }
    return exact >= 0 ? exact : byRange >= 0 ? byRange : byAll;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0; // Not understood, so not acceptable.
        }
      }
    }
    return 1;
  }
}

package dev.pushpull.sut.http;

import dev.pushpull.sut.net.ListHeader;
import java.util.List;

/**
 * {@code wait} among the preferences of a {@code Prefer} header (RFC 7240). As there, the first
 * instance of a preference counts, and one that is not understood is ignored.
 */
final class PreferWait {

  /** The client does not ask for it. */
  static final long NONE = -1;

  private static final String SIMPLE = "wait=";
  private static final int MAX_DIGITS = 9;

  private PreferWait() {}

  /** Seconds, or {@link #NONE}. */
  static long seconds(String header) {
    if (header.startsWith(SIMPLE)) {
      int from = SIMPLE.length();
      long seconds = ListHeader.number(header, from, header.length(), MAX_DIGITS);
      if (seconds != NONE) {
        return seconds;
      }
    }
    for (String preference : ListHeader.elements(header)) {
      String pair = ListHeader.split(preference, ';').getFirst();
      List<String> parts = ListHeader.split(pair, '=');
      if (parts.getFirst().equalsIgnoreCase("wait")) {
        String value = parts.size() == 2 ? ListHeader.unquoted(parts.getLast()) : "";
        return ListHeader.number(value, 0, value.length(), MAX_DIGITS);
      }
    }
    return NONE;
  }
}

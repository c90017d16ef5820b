package dev.pushpull.sut.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code wait} among the preferences of a {@code Prefer} header (RFC 7240). As there, a preference
 * that is not understood is not honoured, and that is no error.
 */
final class PreferWait {

  /** The client does not ask for it. */
  static final long NONE = -1;

  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)[ \\t]*wait[ \\t]*=[ \\t]*(?:(\\d{1,9})|\"(\\d{1,9})\")[ \\t]*(?=,|;|$)",
          Pattern.CASE_INSENSITIVE);

  private PreferWait() {}

  /** Seconds, or {@link #NONE}. */
  static long seconds(String header) {
    Matcher wait = WAIT.matcher(header);
    if (!wait.find()) {
      return NONE;
    }
    return Long.parseLong(wait.group(1) != null ? wait.group(1) : wait.group(2));
  }
}

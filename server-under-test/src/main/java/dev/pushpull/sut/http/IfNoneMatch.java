package dev.pushpull.sut.http;

import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a client holds, from its {@code If-None-Match} (RFC 9110, 13.1.2). Tags are
 * compared weakly, so {@code W/} makes no difference. A tag that is no version of ours matches
 * nothing, and neither does one above the newest, which another run of the server gave.
 */
final class IfNoneMatch {

  /** The client holds nothing that we know of. */
  static final long NOTHING = 0;

  private static final int MAX_CHARACTERS = 1024;
  private static final int MAX_DIGITS = 17;
  private static final Pattern TAG_OR_NOTHING =
      Pattern.compile("\\G[ \\t]*(?:(?:W/)?\"([!#-~\\x80-\\xFF]*)\"[ \\t]*)?(?:,|\\z)");
  private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,17}");

  private IfNoneMatch() {}

  /**
   * The highest version that the header names and that there is.
   *
   * @param newest the feed's newest version, which {@code *} stands for
   * @throws ProblemException if it is no list of entity tags
   */
  static long heldVersion(String header, long newest) throws ProblemException {
    long simple = simpleVersion(header);
    if (simple != NOTHING) {
      return simple <= newest ? simple : NOTHING;
    }
    String value = header.strip();
    return value.equals("*") ? newest : highest(value, newest);
  }

  /** {@code "12"} and nothing else, as nearly every client sends it, without the pattern. */
  private static long simpleVersion(String header) {
    int last = header.length() - 1;
    boolean simple =
        last > 1
            && header.charAt(0) == '"'
            && header.charAt(last) == '"'
            && header.charAt(1) != '0';
    return simple ? Math.max(NOTHING, ListHeader.number(header, 1, last, MAX_DIGITS)) : NOTHING;
  }

  private static long highest(String list, long newest) throws ProblemException {
    if (list.length() > MAX_CHARACTERS) {
      throw malformed("more than " + MAX_CHARACTERS + " characters");
    }
    long highest = -1;
    Matcher element = TAG_OR_NOTHING.matcher(list);
    for (int at = 0; at < list.length(); at = element.end()) {
      if (!element.find(at)) {
        throw malformed("'" + list + "'");
      }
      String tag = element.group(1);
      if (tag != null) {
        long version = VERSION.matcher(tag).matches() ? Long.parseLong(tag) : NOTHING;
        highest = Math.max(highest, version <= newest ? version : NOTHING);
      }
    }
    if (highest < 0) {
      throw malformed("'" + list + "'");
    }
    return highest;
  }

  private static ProblemException malformed(String came) {
    return new ProblemException(
        400, "If-None-Match must be entity tags such as \"12\" or *, but is " + came);
  }
}

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
  private static final Pattern TAG =
      Pattern.compile("\\G[ \\t]*(?:W/)?\"([!#-~\\x80-\\xFF]*)\"[ \\t]*(,|$)");
  private static final Pattern EMPTY = Pattern.compile("\\G[ \\t]*,");
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
    Matcher tag = TAG.matcher(list);
    Matcher empty = EMPTY.matcher(list);
    for (int at = 0; at < list.length(); ) {
      if (empty.find(at)) {
        at = empty.end();
      } else if (tag.find(at)) {
        long version = version(tag.group(1));
        highest = Math.max(highest, version <= newest ? version : NOTHING);
        at = tag.end();
      } else {
        throw malformed("'" + list + "'");
      }
    }
    if (highest < 0) {
      throw malformed("'" + list + "'");
    }
    return highest;
  }

  private static long version(String opaque) {
    return VERSION.matcher(opaque).matches() ? Long.parseLong(opaque) : NOTHING;
  }

  private static ProblemException malformed(String came) {
    return new ProblemException(
        400, "If-None-Match must be entity tags such as \"12\" or *, but is " + came);
  }
}

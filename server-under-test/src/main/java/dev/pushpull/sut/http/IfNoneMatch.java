package dev.pushpull.sut.http;

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

  private static final int LONGEST = 1024;
  private static final Pattern TAG =
      Pattern.compile("\\G[ \\t]*(?:W/)?\"([!#-~\\x80-\\xFF]*)\"[ \\t]*(,|$)");
  private static final Pattern EMPTY = Pattern.compile("\\G[ \\t]*,");
  private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,17}");

  private IfNoneMatch() {}

  /**
   * The highest version that the header names and that there is.
   *
   * @param newest the feed's newest version, which {@code *} stands for
   * @throws BadRequestException if it is no list of entity tags
   */
  static long heldVersion(String header, long newest) throws BadRequestException {
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
    if (last < 2
        || last > 18
        || header.charAt(0) != '"'
        || header.charAt(last) != '"'
        || header.charAt(1) == '0') {
      return NOTHING;
    }
    long version = 0;
    for (int i = 1; i < last; i++) {
      int digit = header.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NOTHING;
      }
      version = version * 10 + digit;
    }
    return version;
  }

  private static long highest(String list, long newest) throws BadRequestException {
    if (list.length() > LONGEST) {
      throw malformed("more than " + LONGEST + " characters");
    }
    long highest = NOTHING;
    boolean any = false;
    Matcher tag = TAG.matcher(list);
    Matcher empty = EMPTY.matcher(list);
    for (int at = 0; at < list.length(); ) {
      if (empty.find(at)) {
        at = empty.end();
      } else if (tag.find(at)) {
        any = true;
        long version = version(tag.group(1));
        highest = version <= newest ? Math.max(highest, version) : highest;
        at = tag.end();
      } else {
        throw malformed("'" + list + "'");
      }
    }
    if (!any) {
      throw malformed("'" + list + "'");
    }
    return highest;
  }

  private static long version(String opaque) {
    return VERSION.matcher(opaque).matches() ? Long.parseLong(opaque) : NOTHING;
  }

  private static BadRequestException malformed(String came) {
    return new BadRequestException(
        "If-None-Match must be entity tags such as \"12\" or *, but is " + came);
  }
}

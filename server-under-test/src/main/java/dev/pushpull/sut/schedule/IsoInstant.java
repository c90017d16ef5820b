package dev.pushpull.sut.schedule;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Reads instants as {@code 2026-11-25T13:05:00.25+01:00} or {@code 20261125T130500Z}: a T or a
 * blank, seconds and fraction as one likes, a point or a comma, a zone or none. Reads the places
 * itself, since a formatter takes a microsecond or two for each of a million lines. Not safe for
 * use by several threads.
 */
public final class IsoInstant {

  /** Ns since 1970 fit a long until 2262. */
  static final long LAST_DAY = LocalDate.of(2200, 1, 1).toEpochDay();

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d|\\d{8}[Tt ]");
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final ZoneText zones = new ZoneText();
  private String text = "";
  private int at;
  private boolean zoned;
  private boolean leap;
  private String lastDate = "";
  private long lastDay;

  /**
   * Ns since 1970 of a text; without a zone as UTC.
   *
   * @throws IllegalArgumentException if it is no instant, or before 1970 or after 2200; the message
   *     is a predicate whose subject is the text
   */
  public static long parse(String text) {
    if (!looksLike(text)) {
      throw new NoInstantException(0, "does not begin with a date such as 2026-11-25");
    }
    return new IsoInstant().nanos(text);
  }

  /** Whether it begins as one: a date of either form. */
  static boolean looksLike(String text) {
    return DATE.matcher(text).lookingAt();
  }

  /** Whether the last one that was read named its zone. */
  InstantForm form() {
    return zoned ? InstantForm.ISO : InstantForm.ISO_WITHOUT_ZONE;
  }

  /**
   * Ns since 1970; without a zone as UTC.
   *
   * @throws NoInstantException if it is none, or before 1970 or after 2200
   */
  long nanos(String whole) {
    text = whole;
    at = 0;
    long day = day();
    separator();
    long time = time();
    String zone = text.substring(at);
    zoned = !zone.isBlank();
    long local = day * DAY_NANOS + time;
    long nanos = local - (zoned ? zones.offsetNanos(zone, at, local) : 0);
    if (leap && Math.floorMod(nanos, DAY_NANOS) >= SECOND_NANOS) {
      throw new NoInstantException(0, "has a second 60 that is not at 23:59:60 UTC");
    }
    return nanos;
  }

  private long day() {
    boolean extended = text.charAt(4) == '-';
    at = extended ? 10 : 8;
    String date = text.substring(0, at);
    if (!date.equals(lastDate)) {
      lastDay = epochDay(date, extended ? ISO_LOCAL_DATE : BASIC_ISO_DATE);
      lastDate = date;
    }
    return lastDay;
  }

  private static long epochDay(String date, DateTimeFormatter form) {
    long day;
    try {
      day = LocalDate.parse(date, form).toEpochDay();
    } catch (DateTimeException e) {
      throw new NoInstantException(0, "has a date that does not exist");
    }
    if (day < 0 || day > LAST_DAY) {
      throw new NoInstantException(0, "is out of range: instants must lie between 1970 and 2200");
    }
    return day;
  }

  private void separator() {
    int from = at;
    if (at < text.length() && "Tt".indexOf(text.charAt(at)) >= 0) {
      at++;
    } else {
      skipBlanks();
    }
    if (at == text.length()) {
      throw new NoInstantException(from, "has a date, but no time of day");
    }
    if (at == from || digits(text, at) == 0) {
      throw new NoInstantException(at, "must have a T or a blank between date and time");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  /** {@code HH:MM[:SS[.fraction]]}, or the same without colons. */
  private long time() {
    int from = at;
    int places = digits(text, at);
    boolean colons = places == 2 && at + 2 < text.length() && text.charAt(at + 2) == ':';
    if (!colons && places != 4 && places != 6) {
      throw new NoInstantException(from, "must have a time of day such as 08:00 or 08:00:17.25");
    }
    int hour = part(24, "hour", false);
    int minute = part(59, "minute", colons);
    boolean seconds = colons ? at < text.length() && text.charAt(at) == ':' : places == 6;
    int second = seconds ? part(60, "second", colons) : 0;
    long fraction = seconds ? fraction() : 0;
    if (hour == 24 && (minute > 0 || second > 0 || fraction > 0)) {
      throw new NoInstantException(from, "is after 24:00:00, the last instant of a day");
    }
    leap = second == 60;
    return (hour * 3_600L + minute * 60L + second) * SECOND_NANOS + fraction;
  }

  private int part(int most, String what, boolean colon) {
    if (colon) {
      at++;
    }
    int value = number(at, 2);
    if (value > most) {
      throw new NoInstantException(at, "has the " + what + " " + value + ", above " + most);
    }
    at += 2;
    return value;
  }

  private long fraction() {
    if (at == text.length() || ".,".indexOf(text.charAt(at)) < 0) {
      return 0;
    }
    int places = digits(text, at + 1);
    if (places == 0 || places > 9) {
      throw new NoInstantException(at, "must have 1 to 9 digits in its fraction of a second");
    }
    String digits = text.substring(at + 1, at + 1 + places);
    at += places + 1;
    return Long.parseLong(digits + "0".repeat(9 - places));
  }

  private int number(int from, int places) {
    int number = 0;
    for (int i = from; i < from + places; i++) {
      if (i >= text.length() || !isDigit(text, i)) {
        throw new NoInstantException(
            Math.min(i, text.length()), "must have a digit at this place of its date or time");
      }
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text, end)) {
      end++;
    }
    return end - from;
  }

  private static boolean isDigit(String text, int index) {
    char c = text.charAt(index);
    return c >= '0' && c <= '9';
  }
}

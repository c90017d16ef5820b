package dev.pushpull.tune;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Instants as {@code 2026-11-25T13:05:00.25+01:00}: a T or a blank, seconds and fraction as one
 * likes, an offset, {@code Z} or nothing. Reads the places itself, since a formatter takes a
 * microsecond or two for each of a million lines. Not safe for use by several threads.
 */
final class IsoInstant {

  /** Ns since 1970 fit a long until 2262. */
  static final long LAST_DAY = LocalDate.of(2200, 1, 1).toEpochDay();

  private static final int DATE = 10;
  private static final long DAY_NANOS = 86_400_000_000_000L;

  private String lastDate = "";
  private long lastDay;
  private String lastZone = "Z";
  private long lastOffsetNanos;

  /** Whether it begins as one. */
  static boolean looksLike(String text) {
    return text.length() > DATE
        && isDigit(text, 0)
        && isDigit(text, 3)
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && "Tt ".indexOf(text.charAt(DATE)) >= 0;
  }

  static InstantForm form(String text) {
    return zoneStart(text) == text.length() ? InstantForm.ISO_WITHOUT_ZONE : InstantForm.ISO;
  }

  /**
   * Ns since 1970; without a zone as UTC.
   *
   * @throws IllegalArgumentException if it is none, or before 1970 or after 2200
   */
  long nanos(String text) {
    try {
      int zone = zoneStart(text);
      long day = day(text);
      if (day < 0 || day > LAST_DAY) {
        throw new IllegalArgumentException("is out of range, 1970 to 2200");
      }
      return day * DAY_NANOS
          + timeNanos(text.substring(DATE + 1, zone))
          - offsetNanos(text.substring(zone));
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException("is no date and time: " + e.getMessage(), e);
    }
  }

  private static int zoneStart(String text) {
    for (int i = DATE + 1; i < text.length(); i++) {
      if ("Zz+-".indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private long day(String text) {
    if (!text.startsWith(lastDate) || lastDate.isEmpty()) {
      LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE));
      lastDay = date.toEpochDay();
      lastDate = text.substring(0, DATE);
    }
    return lastDay;
  }

  /** {@code HH:MM[:SS[.fraction]]}. */
  private static long timeNanos(String time) {
    int length = time.length();
    boolean whole = length == 5 || length == 8 || length > 9;
    if (!whole || time.charAt(2) != ':' || (length > 5 && time.charAt(5) != ':')) {
      throw new DateTimeException("the time must be HH:MM, HH:MM:SS or HH:MM:SS.FRACTION");
    }
    int seconds = length == 5 ? 0 : number(time, 6, 8);
    int nanos = length > 9 ? fraction(time) : 0;
    return LocalTime.of(number(time, 0, 2), number(time, 3, 5), seconds, nanos).toNanoOfDay();
  }

  private static int fraction(String time) {
    int digits = time.length() - 9;
    if (time.charAt(8) != '.' || digits > 9) {
      throw new DateTimeException("a fraction must be a point and 1 to 9 digits");
    }
    int nanos = number(time, 9, time.length());
    for (int i = digits; i < 9; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private long offsetNanos(String zone) {
    if (!zone.equals(lastZone)) {
      boolean utc = zone.isEmpty() || zone.equals("z");
      lastOffsetNanos = utc ? 0 : ZoneOffset.of(zone).getTotalSeconds() * 1_000_000_000L;
      lastZone = zone;
    }
    return lastOffsetNanos;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text, i)) {
        throw new DateTimeException("'" + text.charAt(i) + "' is no digit");
      }
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(String text, int index) {
    char c = text.charAt(index);
    return c >= '0' && c <= '9';
  }
}

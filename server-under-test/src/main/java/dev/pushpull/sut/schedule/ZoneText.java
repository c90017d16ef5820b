package dev.pushpull.sut.schedule;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what names a zone behind a time: {@code Z}, {@code UTC}, {@code +0100}, {@code
 * Europe/Berlin}, or an offset with one of the others behind it, where the offset counts. Not safe
 * for use by several threads.
 */
final class ZoneText {

  private static final Pattern FORM =
      Pattern.compile(
          " *(?:(?:UTC|GMT|UT)?(?<offset>[+-]\\d{1,2}(?::?\\d{2}(?::?\\d{2})?)?)"
              + "(?: *\\[[^\\]]*\\]| +[A-Za-z][A-Za-z0-9/_+-]*)?|(?<utc>[Zz]|UTC|GMT|UT|utc|gmt)"
              + "(?: *\\[[^\\]]*\\])?|\\[?(?<region>[A-Za-z]+/[A-Za-z0-9/_+-]+)\\]?)");
  private static final long SECOND_NANOS = 1_000_000_000L;

  private String last = "";
  private ZoneRules rules = ZoneOffset.UTC.getRules();

  /**
   * How far a local time is ahead of UTC, in ns.
   *
   * @param zone not blank
   * @param index where it begins in its line
   * @param localNanos since 1970
   * @throws NoInstantException if it is no zone, or the zone has no such time
   */
  long offsetNanos(String zone, int index, long localNanos) {
    if (!zone.equals(last)) {
      rules = rules(zone, index);
      last = zone;
    }
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(Math.floorDiv(localNanos, SECOND_NANOS), 0, ZoneOffset.UTC);
    List<ZoneOffset> offsets =
        rules.isFixedOffset() ? List.of(rules.getOffset(local)) : rules.getValidOffsets(local);
    if (offsets.size() != 1) {
      throw new NoInstantException(
          index,
          offsets.isEmpty()
              ? "does not exist in this zone, where clocks are put forward then; add an offset"
              : "comes twice in this zone, where clocks are put back then; add an offset");
    }
    return offsets.getFirst().getTotalSeconds() * SECOND_NANOS;
  }

  private static ZoneRules rules(String zone, int index) {
    Matcher match = FORM.matcher(zone);
    String name = zone.strip();
    if (!match.matches()) {
      throw new NoInstantException(index, complaint(name));
    }
    try {
      if (match.group("offset") != null) {
        return ZoneOffset.of(match.group("offset")).getRules();
      }
      return match.group("region") == null
          ? ZoneOffset.UTC.getRules()
          : ZoneId.of(match.group("region")).getRules();
    } catch (DateTimeException e) {
      throw new NoInstantException(index, "has the zone '" + name + "', which does not exist");
    }
  }

  private static String complaint(String name) {
    return name.matches("[A-Za-z]{2,5}")
        ? "has the zone '%s', an abbreviation that can mean several; write an offset such as +01:00"
            .formatted(name)
        : "has '%s' where its zone is expected, such as Z, UTC, +01:00 or Europe/Berlin"
            .formatted(name);
  }
}

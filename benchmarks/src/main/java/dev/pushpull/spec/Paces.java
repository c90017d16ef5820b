package dev.pushpull.spec;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reading and checking of {@link Pace}. */
final class Paces {

  static final Pattern FORM =
      Pattern.compile(
          "poll@(?<interval>[^~]+?)(?:~(?<percent>\\d{1,3})%)?"
              + "|(?<kind>backoff|adaptive)@(?<least>.+?)\\.\\.(?<most>.+)"
              + "|(?<hinted>hinted)");

  private Paces() {}

  static Pace read(Matcher match) {
    if (match.group("hinted") != null) {
      return new Pace.Hinted();
    }
    if (match.group("interval") != null) {
      Duration interval = Durations.parse(match.group("interval"));
      String percent = match.group("percent");
      return percent == null
          ? new Pace.Fixed(interval)
          : new Pace.Jittered(interval, Integer.parseInt(percent));
    }
    Duration least = Durations.parse(match.group("least"));
    Duration most = Durations.parse(match.group("most"));
    return match.group("kind").equals("backoff")
        ? new Pace.Backoff(least, most)
        : new Pace.Adaptive(least, most);
  }

  static void check(String kind, Duration least, Duration most) {
    Durations.check(kind + " shortest interval", least, Pace.LEAST, Pace.MOST);
    Durations.check(kind + " longest interval", most, Pace.LEAST, Pace.MOST);
    if (least.compareTo(most) >= 0) {
      throw new IllegalArgumentException(
          "%s must go from a shorter to a longer interval, but is %s to %s"
              .formatted(kind, Durations.format(least), Durations.format(most)));
    }
  }

  static String range(Pace.Ranged pace) {
    return pace.kind()
        + "@"
        + Durations.format(pace.least())
        + ".."
        + Durations.format(pace.most());
  }
}

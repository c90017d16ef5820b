package dev.pushpull.spec;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;

/**
 * How a polling client spaces its polls. Its string form is the one that {@link #parse} reads:
 * {@code poll@1s}, {@code poll@1s~20%}, {@code backoff@250ms..30s}, {@code adaptive@100ms..10s},
 * {@code hinted}.
 */
public sealed interface Pace {

  /** Bounds of every interval. */
  Duration LEAST = Duration.ofMillis(1);

  /** Bounds of every interval. */
  Duration MOST = Duration.ofHours(1);

  /** How long at most from one poll to the next. */
  default Duration longest() {
    return switch (this) {
      case Fixed fixed -> fixed.interval();
      case Jittered(var interval, int percent) -> percent(interval, 100 + percent);
      case Ranged ranged -> ranged.most();
      case Hinted _ -> Hinted.LONGEST;
    };
  }

  /** How long at least. */
  default Duration shortest() {
    return switch (this) {
      case Fixed fixed -> fixed.interval();
      case Jittered(var interval, int percent) -> percent(interval, 100 - percent);
      case Ranged ranged -> ranged.least();
      case Hinted _ -> Hinted.UNHINTED;
    };
  }

  private static Duration percent(Duration interval, int percent) {
    return interval.multipliedBy(percent).dividedBy(100);
  }

  /** Over how long the first polls of many clients are spread: their phase is a share of it. */
  default Duration span() {
    return this instanceof Jittered jittered ? jittered.interval() : longest();
  }

  /**
   * Whether polls are due at instants that no answer moves (open loop); else the next one is due a
   * while after the answer of the one before.
   */
  default boolean isOpenLoop() {
    return this instanceof Fixed || this instanceof Jittered;
  }

  /** What it is called without its figures, such as {@code backoff}. */
  default String kind() {
    return switch (this) {
      case Fixed _ -> "poll";
      case Jittered jittered -> "poll~" + jittered.percent() + "%";
      case Backoff _ -> "backoff";
      case Adaptive _ -> "adaptive";
      case Hinted _ -> "hinted";
    };
  }

  /**
   * Reads a pace.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static Pace parse(String text) {
    Matcher match = Paces.FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "a poll schedule must be poll@INTERVAL, poll@INTERVAL~PERCENT%, backoff@LEAST..MOST,"
              + " adaptive@LEAST..MOST or hinted, but is '"
              + text
              + "'");
    }
    return Paces.read(match);
  }

  /**
   * At a fixed rate.
   *
   * @param interval 1 ms to 1 h
   */
  public record Fixed(Duration interval) implements Pace {
    public Fixed {
      Durations.check("poll interval", interval, LEAST, MOST);
    }

    @Override
    public String toString() {
      return "poll@" + Durations.format(interval);
    }
  }

  /**
   * Each gap between ticks is uniform on interval · (1 ± share), independent of the others.
   *
   * @param interval the mean, 1 ms to 1 h
   * @param percent 1 to 90
   */
  public record Jittered(Duration interval, int percent) implements Pace {
    public Jittered {
      Durations.check("poll interval", interval, LEAST, MOST);
      if (percent < 1 || percent > 90) {
        throw new IllegalArgumentException("jitter must be 1 to 90 %, but is " + percent);
      }
    }

    /** The jitter as a share of the interval. */
    public double share() {
      return percent / 100.0;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "poll@%s~%d%%", Durations.format(interval), percent);
    }
  }

  /** The answers move the wait between two bounds. */
  sealed interface Ranged extends Pace {

    /** The shortest wait. */
    Duration least();

    /** The longest wait. */
    Duration most();
  }

  /**
   * Waits {@code least} after an answer with news, and twice as long as before after one without.
   *
   * @param least 1 ms to {@code most}
   * @param most up to 1 h
   */
  public record Backoff(Duration least, Duration most) implements Ranged {
    public Backoff {
      Paces.check("backoff", least, most);
    }

    @Override
    public String toString() {
      return Paces.range(this);
    }
  }

  /**
   * Waits half as long as before after an answer with news, and twice as long after one without.
   *
   * @param least 1 ms to {@code most}
   * @param most up to 1 h
   */
  public record Adaptive(Duration least, Duration most) implements Ranged {
    public Adaptive {
      Paces.check("adaptive", least, most);
    }

    @Override
    public String toString() {
      return Paces.range(this);
    }
  }

  /**
   * Waits as long as the server says, up to {@link #LONGEST}: {@code Cache-Control: max-age} of an
   * answer, {@code Retry-After} of a refusal; {@link #UNHINTED} where it says nothing.
   */
  public record Hinted() implements Pace {

    /** The wait after an answer without a hint. */
    public static final Duration UNHINTED = Duration.ofSeconds(1);

    /** A longer hint is cut to this. */
    public static final Duration LONGEST = Duration.ofSeconds(10);

    @Override
    public String toString() {
      return "hinted";
    }
  }
}

package dev.pushpull.spec;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a polling client spaces its polls. Its string form is the one that {@link #parse} reads:
 * {@code poll@1s}, {@code poll@1s~20%}, {@code backoff@250ms..30s}, {@code adaptive@100ms..10s},
 * {@code hinted}. All that others must know of a pace it says by the methods below; only {@code
 * schedule.Schedules} tells all paces apart.
 */
public sealed interface Pace {

  /** The shortest interval that may be asked for. */
  Duration MIN_INTERVAL = Duration.ofMillis(1);

  /** The longest interval that may be asked for. */
  Duration MAX_INTERVAL = Duration.ofHours(1);

  /**
   * One form in which paces are written.
   *
   * @param shown as messages and help show it, with names in capitals for what varies
   * @param pattern what is read by it, as a whole
   * @param reader makes the pace of a match
   */
  public record Form(String shown, Pattern pattern, Function<Matcher, Pace> reader) {

    /**
     * Every form in which a pace is written, in the order in which they are told; {@code hinted} is
     * the last, since help explains it behind the list.
     */
    public static final List<Form> ALL =
        List.of(
            new Form("poll@INTERVAL", "poll@([^~]+)", form -> new Fixed(interval(form, 1))),
            new Form(
                "poll@INTERVAL~PERCENT%",
                "poll@([^~]+)~(\\d{1,3})%",
                form -> new Jittered(interval(form, 1), Integer.parseInt(form.group(2)))),
            new Form(
                "backoff@LEAST..MOST",
                "backoff@(.+?)\\.\\.(.+)",
                form -> new Backoff(interval(form, 1), interval(form, 2))),
            new Form(
                "adaptive@LEAST..MOST",
                "adaptive@(.+?)\\.\\.(.+)",
                form -> new Adaptive(interval(form, 1), interval(form, 2))),
            new Form("hinted", "hinted", _ -> new Hinted()));

    private Form(String shown, String regex, Function<Matcher, Pace> reader) {
      this(shown, Pattern.compile(regex), reader);
    }

    private static Duration interval(Matcher form, int group) {
      return Durations.parse(form.group(group));
    }

    /** What stands before its figures, such as {@code backoff}. */
    public String name() {
      return shown.replaceFirst("@.*", "");
    }

    /** One of it, such as {@code poll@500ms}. */
    public String example() {
      return shown.replace("INTERVAL", "500ms").replace("LEAST..MOST", "250ms..30s");
    }
  }

  /** All {@link Form#ALL}, such as {@code poll@INTERVAL, hinted}. */
  static String forms() {
    return Form.ALL.stream().map(Form::shown).collect(Collectors.joining(", "));
  }

  /**
   * Reads a pace.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static Pace parse(String text) {
    for (Form form : Form.ALL) {
      Matcher match = form.pattern().matcher(text);
      if (match.matches()) {
        return form.reader().apply(match);
      }
    }
    throw new IllegalArgumentException(
        "a poll schedule must be %s, but is '%s'"
            .formatted(forms().replaceFirst(", ([^,]*)$", " or $1"), text));
  }

  /** How long at least from one poll to the next. */
  Duration shortest();

  /** How long at most; not less than {@link #span}, since warm-ups wait for it. */
  Duration longest();

  /**
   * The mean time from one poll to the next where polls are due at instants that no answer moves
   * (open loop); empty where the next one is due a while after the answer of the one before.
   */
  default Optional<Duration> meanInterval() {
    return Optional.empty();
  }

  /** Whether polls are due at instants that no answer moves. */
  default boolean isOpenLoop() {
    return meanInterval().isPresent();
  }

  /** Over how long the first polls of many clients are spread: their phase is a share of it. */
  default Duration span() {
    return meanInterval().orElseGet(this::longest);
  }

  /** Whether it waits as long as the server says, so that answers must carry hints. */
  default boolean isHinted() {
    return false;
  }

  /**
   * How long it waits for its first poll where the answers decide when the others are due.
   *
   * @param hintNanos how long the server asked to wait; 0 or less if it did not
   */
  default long firstWaitNanos(long hintNanos) {
    boolean obeys = isHinted() && hintNanos > 0;
    return obeys ? Math.min(hintNanos, longest().toNanos()) : shortest().toNanos();
  }

  /** What it is called without its figures, such as {@code backoff}. */
  String kind();

  private static String range(Pace pace) {
    Duration least = pace.shortest();
    Duration most = pace.longest();
    return pace.kind() + "@" + Durations.format(least) + ".." + Durations.format(most);
  }

  private static void checkRange(String kind, Duration least, Duration most) {
    Durations.check(kind + " shortest interval", least, MIN_INTERVAL, MAX_INTERVAL);
    Durations.check(kind + " longest interval", most, MIN_INTERVAL, MAX_INTERVAL);
    if (least.compareTo(most) >= 0) {
      throw new IllegalArgumentException(
          "%s must go from a shorter to a longer interval, but is %s to %s"
              .formatted(kind, Durations.format(least), Durations.format(most)));
    }
  }

  /**
   * Each gap between ticks is uniform on interval · (1 ± percent / 100), independent of the others:
   * the paces of which closed forms are known.
   */
  sealed interface Uniform extends Pace {

    /** The mean gap, 1 ms to 1 h. */
    Duration interval();

    /** By how much of the interval a gap may be longer or shorter, 0 to 90. */
    int percent();

    /** The same as a share of 1. */
    default double share() {
      return percent() / 100.0;
    }

    @Override
    default Duration shortest() {
      return interval().multipliedBy(100 - percent()).dividedBy(100);
    }

    @Override
    default Duration longest() {
      return interval().multipliedBy(100 + percent()).dividedBy(100);
    }

    @Override
    default Optional<Duration> meanInterval() {
      return Optional.of(interval());
    }
  }

  /** At a fixed rate. */
  public record Fixed(Duration interval) implements Uniform {
    /** Checks the bounds; the message names the value that is out of them. */
    public Fixed {
      Durations.check("poll interval", interval, MIN_INTERVAL, MAX_INTERVAL);
    }

    @Override
    public int percent() {
      return 0;
    }

    @Override
    public String kind() {
      return "poll";
    }

    @Override
    public String toString() {
      return "poll@" + Durations.format(interval);
    }
  }

  /**
   * With gaps that differ.
   *
   * @param percent 1 to 90
   */
  public record Jittered(Duration interval, int percent) implements Uniform {
    /** Checks the bounds; the message names the value that is out of them. */
    public Jittered {
      Durations.check("poll interval", interval, MIN_INTERVAL, MAX_INTERVAL);
      if (percent < 1 || percent > 90) {
        throw new IllegalArgumentException("jitter must be 1 to 90 %, but is " + percent);
      }
    }

    @Override
    public String kind() {
      return "poll~" + percent + "%";
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "poll@%s~%d%%", Durations.format(interval), percent);
    }
  }

  /**
   * Waits {@code shortest} after an answer with news, and twice as long as before after one
   * without.
   *
   * @param shortest 1 ms to {@code longest}
   * @param longest up to 1 h
   */
  public record Backoff(Duration shortest, Duration longest) implements Pace {
    /** Checks the bounds; the message names the value that is out of them. */
    public Backoff {
      checkRange("backoff", shortest, longest);
    }

    @Override
    public String kind() {
      return "backoff";
    }

    @Override
    public String toString() {
      return range(this);
    }
  }

  /**
   * Waits half as long as before after an answer with news, and twice as long after one without.
   *
   * @param shortest 1 ms to {@code longest}
   * @param longest up to 1 h
   */
  public record Adaptive(Duration shortest, Duration longest) implements Pace {
    /** Checks the bounds; the message names the value that is out of them. */
    public Adaptive {
      checkRange("adaptive", shortest, longest);
    }

    @Override
    public String kind() {
      return "adaptive";
    }

    @Override
    public String toString() {
      return range(this);
    }
  }

  /**
   * Waits as long as the server says, up to {@link #longest}: {@code Cache-Control: max-age} of an
   * answer, {@code Retry-After} of a refusal; {@link #shortest} where it says nothing.
   */
  public record Hinted() implements Pace {

    @Override
    public Duration shortest() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration longest() {
      return Duration.ofSeconds(10);
    }

    @Override
    public boolean isHinted() {
      return true;
    }

    @Override
    public String kind() {
      return "hinted";
    }

    @Override
    public String toString() {
      return kind();
    }
  }
}

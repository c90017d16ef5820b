package dev.pushpull.sut.schedule;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The process that makes a feed's updates. A value of this type is a description; {@link #times}
 * makes the instants, which depend on nothing but the description and the seed.
 */
public sealed interface Arrivals extends UpdateSource {

  /** Updates per second and feed in the long run; 0 for a trace, which ends. */
  double ratePerSecond();

  @Override
  default ArrivalTimes times(long seed) {
    return switch (this) {
      case Periodic(var rate) -> ArrivalTimes.periodic(rate, 1, seed);
      case Poisson(var rate) -> ArrivalTimes.poisson(rate, seed);
      case Burst(var size, var rate) -> ArrivalTimes.periodic(rate, size, seed);
      case Gaps(var rate, var open, var closed) -> ArrivalTimes.gaps(rate, open, closed, seed);
      case Trace trace -> ArrivalTimes.trace(trace.offsetsNanos());
    };
  }

  /** What was assumed when they were read, a line each. */
  default List<String> notes() {
    return List.of();
  }

  /** One update each 1/rate seconds, the first at a seeded phase. */
  record Periodic(double ratePerSecond) implements Arrivals {
    /** Checks that the rate is 0.0001/s to 100,000/s. */
    public Periodic {
      Rates.check(ratePerSecond);
    }

    @Override
    public String toString() {
      return "periodic:" + Rates.format(ratePerSecond);
    }
  }

  /** Independent, exponentially distributed gaps of mean 1/rate seconds. */
  record Poisson(double ratePerSecond) implements Arrivals {
    /** Checks that the rate is 0.0001/s to 100,000/s. */
    public Poisson {
      Rates.check(ratePerSecond);
    }

    @Override
    public String toString() {
      return "poisson:" + Rates.format(ratePerSecond);
    }
  }

  /** {@code size} updates due at one instant, bursts at a fixed rate from a seeded phase. */
  record Burst(int size, double burstsPerSecond) implements Arrivals {
    /** Checks that size is 1 to 10,000, and the rates of bursts and updates. */
    public Burst {
      if (size < 1 || size > 10_000) {
        throw new IllegalArgumentException("burst size must be 1 to 10000 updates, but is " + size);
      }
      Rates.check(burstsPerSecond);
      if (size * burstsPerSecond > Rates.MAX) {
        throw new IllegalArgumentException(
            "bursts must make at most %s updates, but make %s"
                .formatted(Rates.format(Rates.MAX), Rates.format(size * burstsPerSecond)));
      }
    }

    @Override
    public double ratePerSecond() {
      return size * burstsPerSecond;
    }

    @Override
    public String toString() {
      return "burst:" + size + "x" + Rates.format(burstsPerSecond);
    }
  }

  /**
   * {@link Periodic}, but only while it is not in a tunnel: stretches that last exponentially long
   * let the updates through and swallow them by turns, in their long-run shares from the start on.
   *
   * @param ratePerPeriodSecond updates a second outside of tunnels
   * @param openSeconds mean length of a stretch that lets them through, 0.01 to 3,600
   * @param closedSeconds mean length of a stretch that swallows them, 0.01 to 3,600
   */
  record Gaps(double ratePerPeriodSecond, double openSeconds, double closedSeconds)
      implements Arrivals {
    /** Checks each bound. */
    public Gaps {
      Rates.check(ratePerPeriodSecond);
      Rates.checkStretch(openSeconds);
      Rates.checkStretch(closedSeconds);
    }

    @Override
    public double ratePerSecond() {
      return ratePerPeriodSecond * openSeconds / (openSeconds + closedSeconds);
    }

    @Override
    public String toString() {
      return "gaps:%s,%ss,%ss"
          .formatted(
              Rates.format(ratePerPeriodSecond),
              Rates.plain(openSeconds),
              Rates.plain(closedSeconds));
    }
  }

  /**
   * Recorded instants, played once. Two are equal if their instants are, whatever they are called.
   *
   * @param file what the trace is called: its file, and where in it the instants are
   * @param offsetsNanos ns after the feed's start, not falling
   * @param notes what was assumed when it was read, a line each
   */
  record Trace(String file, List<Long> offsetsNanos, List<String> notes) implements Arrivals {
    /**
     * Copies both lists.
     *
     * @throws IllegalArgumentException if there is no instant, or one falls
     */
    public Trace {
      offsetsNanos = TraceOffsets.copyOf(offsetsNanos);
      ArrivalTimes.checkTrace(offsetsNanos);
      notes = List.copyOf(notes);
    }

    /** One that nothing needs to be said of. */
    public Trace(String file, List<Long> offsetsNanos) {
      this(file, offsetsNanos, List.of());
    }

    /** One of an array, which is copied. */
    public static Trace of(String file, long[] offsetsNanos) {
      return new Trace(file, TraceOffsets.of(offsetsNanos.clone()));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param file what it was called
     */
    public static Trace readBack(String file, Path copy) throws IOException {
      return TraceFile.readBack(file, copy);
    }

    /** What it is known by: the SHA-256 of what {@link #write} writes, in 64 hexadecimal digits. */
    public String digest() {
      return TraceOffsets.copyOf(offsetsNanos).digest();
    }

    /** Whether the file that it was read from is still there. */
    public boolean hasFile() {
      return TraceFile.of(file).exists();
    }

    /** Whether time passes between its first instant and its last. */
    public boolean hasTwoInstants() {
      return offsetsNanos.getFirst() < offsetsNanos.getLast();
    }

    /** Writes its instants as {@link #parse} reads them: seconds from the start, one a line. */
    public void write(OutputStream out) throws IOException {
      TraceOffsets.copyOf(offsetsNanos).write(out);
    }

    @Override
    public double ratePerSecond() {
      return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Trace trace && offsetsNanos.equals(trace.offsetsNanos);
    }

    @Override
    public int hashCode() {
      return Objects.hash(offsetsNanos.size(), offsetsNanos.getLast());
    }

    @Override
    public String toString() {
      return "trace:" + file;
    }
  }

  /**
   * Reads {@code periodic:10/s}, {@code poisson:0.5/s}, {@code burst:20x5/s}, {@code
   * gaps:1/s,20s,5s} or {@code trace:FILE}, where {@code -} is standard input and {@code
   * FILE#/pointer} or {@code FILE#column} says where in JSON or CSV its instants are.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static Arrivals parse(String text) {
    if (text.equals("trace") || text.startsWith("trace:")) {
      return TraceFile.read(text.substring(Math.min(text.length(), "trace:".length())));
    }
    Matcher match = Rates.FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "arrivals must be periodic:RATE/s, poisson:RATE/s, burst:SIZExRATE/s,"
              + " gaps:RATE/s,OPENs,CLOSEDs or trace:FILE, but are '"
              + text
              + "'");
    }
    double rate = Double.parseDouble(match.group("rate"));
    return switch (match.group("kind")) {
      case "periodic" -> new Periodic(rate);
      case "poisson" -> new Poisson(rate);
      case "burst" -> new Burst(Integer.parseInt(match.group("size")), rate);
      default ->
          new Gaps(
              rate,
              Double.parseDouble(match.group("open")),
              Double.parseDouble(match.group("closed")));
    };
  }

  /** Rates such as {@code 10/s}: reading, writing, bounds. */
  final class Rates {
    static final double MAX = 100_000;

    private static final String SECONDS = "(?=[0-9.]{1,9}s)(?:\\d+\\.?\\d*|\\.\\d+)";
    private static final Pattern FORM =
        Pattern.compile(
            "(?<kind>(?:periodic|poisson)(?!.*[x,])|burst(?=.*x)(?!.*,)|gaps(?!.*x)(?=.*,)):"
                + "(?:(?<size>\\d{1,6})x)?"
                + "(?<rate>-?\\d{1,9}(?:\\.\\d{1,9})?)/s"
                + "(?:,(?<open>SECONDS)s,(?<closed>SECONDS)s)?".replace("SECONDS", SECONDS));

    private Rates() {}

    static String format(double perSecond) {
      return plain(perSecond) + "/s";
    }

    static String plain(double number) {
      return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    static void checkStretch(double seconds) {
      if (!(seconds >= 0.01 && seconds <= 3_600)) {
        throw new IllegalArgumentException(
            "stretches with and without updates must last 0.01s to 3600s, but last "
                + plain(seconds)
                + "s");
      }
    }

    static void check(double perSecond) {
      if (!(perSecond >= 1e-4 && perSecond <= MAX)) {
        String rate = Double.isFinite(perSecond) ? format(perSecond) : perSecond + "/s";
        throw new IllegalArgumentException("rate must be 0.0001/s to 100000/s, but is " + rate);
      }
    }
  }
}

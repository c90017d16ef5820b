package dev.pushpull.sut.schedule;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The process that makes a feed's updates. A value of this type is a description; {@link #times}
 * makes the instants, which depend on nothing but the description and the seed.
 */
public sealed interface Arrivals extends UpdateSource {

  /** Updates per second and feed in the long run; 0 for a trace, which ends. */
  double ratePerSecond();

  /** What was assumed when they were read, a line each. */
  default List<String> notes() {
    return List.of();
  }

  /** One update each 1/rate seconds, the first at a seeded phase. */
  record Periodic(double ratePerSecond) implements Arrivals {
    public Periodic {
      Rates.check(ratePerSecond);
    }

    @Override
    public ArrivalTimes times(long seed) {
      return ArrivalTimes.periodic(ratePerSecond, 1, seed);
    }

    @Override
    public String toString() {
      return "periodic:" + Rates.format(ratePerSecond);
    }
  }

  /** Independent, exponentially distributed gaps of mean 1/rate seconds. */
  record Poisson(double ratePerSecond) implements Arrivals {
    public Poisson {
      Rates.check(ratePerSecond);
    }

    @Override
    public ArrivalTimes times(long seed) {
      return ArrivalTimes.poisson(ratePerSecond, seed);
    }

    @Override
    public String toString() {
      return "poisson:" + Rates.format(ratePerSecond);
    }
  }

  /** {@code size} updates due at one instant, bursts at a fixed rate from a seeded phase. */
  record Burst(int size, double burstsPerSecond) implements Arrivals {
    public Burst {
      if (size < 1 || size > 10_000) {
        throw new IllegalArgumentException("burst size must be 1 to 10000 updates, but is " + size);
      }
      Rates.check(burstsPerSecond);
      if (size * burstsPerSecond > Rates.MOST) {
        throw new IllegalArgumentException(
            "bursts must make at most %s updates, but make %s"
                .formatted(Rates.format(Rates.MOST), Rates.format(size * burstsPerSecond)));
      }
    }

    @Override
    public ArrivalTimes times(long seed) {
      return ArrivalTimes.periodic(burstsPerSecond, size, seed);
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
    public Gaps {
      Rates.check(ratePerPeriodSecond);
      Rates.checkStretch(openSeconds);
      Rates.checkStretch(closedSeconds);
    }

    @Override
    public ArrivalTimes times(long seed) {
      return ArrivalTimes.gaps(ratePerPeriodSecond, openSeconds, closedSeconds, seed);
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
   * @param file what the trace is called
   * @param offsetsNanos ns after the feed's start, not falling
   * @param notes what was assumed when it was read, a line each
   */
  record Trace(String file, List<Long> offsetsNanos, List<String> notes) implements Arrivals {
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

    /** Whether time passes between its first instant and its last. */
    public boolean hasTwoInstants() {
      return offsetsNanos.getFirst() < offsetsNanos.getLast();
    }

    /** Writes its instants as {@link #parse} reads them: seconds from the start, one a line. */
    public void write(OutputStream out) throws IOException {
      TraceOffsets.copyOf(offsetsNanos).write(out);
    }

    @Override
    public ArrivalTimes times(long seed) {
      return ArrivalTimes.trace(offsetsNanos);
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
   * gaps:1/s,20s,5s} or {@code trace:FILE}, where {@code -} is standard input.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static Arrivals parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    return switch (kind) {
      case "periodic" -> new Periodic(Rates.parse(text, rest));
      case "poisson" -> new Poisson(Rates.parse(text, rest));
      case "burst" -> burst(text, rest);
      case "gaps" -> gaps(text, rest);
      case "trace" -> TraceFile.read(rest);
      default -> throw Rates.unknown(text);
    };
  }

  private static Burst burst(String text, String rest) {
    var parts = Pattern.compile("(\\d{1,6})x(.+)").matcher(rest);
    if (!parts.matches()) {
      throw Rates.unknown(text);
    }
    return new Burst(Integer.parseInt(parts.group(1)), Rates.parse(text, parts.group(2)));
  }

  private static Gaps gaps(String text, String rest) {
    var parts = Pattern.compile("([^,]+),([0-9.]{1,9})s,([0-9.]{1,9})s").matcher(rest);
    if (!parts.matches()) {
      throw Rates.unknown(text);
    }
    try {
      return new Gaps(
          Rates.parse(text, parts.group(1)),
          Double.parseDouble(parts.group(2)),
          Double.parseDouble(parts.group(3)));
    } catch (NumberFormatException e) {
      throw Rates.unknown(text);
    }
  }

  /** Rates such as {@code 10/s}: reading, writing, bounds. */
  final class Rates {
    static final double MOST = 100_000;

    private static final Pattern RATE = Pattern.compile("(-?\\d{1,9}(?:\\.\\d{1,9})?)/s");

    private Rates() {}

    static double parse(String whole, String rate) {
      var match = RATE.matcher(rate);
      if (!match.matches()) {
        throw unknown(whole);
      }
      return Double.parseDouble(match.group(1));
    }

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
      if (!(perSecond >= 1e-4 && perSecond <= MOST)) {
        String rate = Double.isFinite(perSecond) ? format(perSecond) : perSecond + "/s";
        throw new IllegalArgumentException("rate must be 0.0001/s to 100000/s, but is " + rate);
      }
    }

    static IllegalArgumentException unknown(String text) {
      return new IllegalArgumentException(
          "arrivals must be periodic:RATE/s, poisson:RATE/s, burst:SIZExRATE/s,"
              + " gaps:RATE/s,OPENs,CLOSEDs or trace:FILE, but are '"
              + text
              + "'");
    }
  }
}

package dev.pushpull.tune;

import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Looks into a trace of real changes. */
public final class TraceStretches {

  private static final double NANOS = 1e9;
  private static final int PIECES = 64;

  private TraceStretches() {}

  /** The instants of a trace, in ns. */
  public static long[] instants(Arrivals.Trace trace) {
    return trace.offsetsNanos().stream().mapToLong(Long::longValue).toArray();
  }

  /** From the first instant to the last. */
  public static double spanSeconds(Arrivals.Trace trace) {
    List<Long> offsets = trace.offsetsNanos();
    return (offsets.getLast() - offsets.getFirst()) / NANOS;
  }

  /** The first update of each stretch of a length, the others left out. */
  static Arrivals.Trace thinned(Arrivals.Trace trace, long lengthNanos) {
    long[] kept = new long[trace.offsetsNanos().size()];
    int count = 0;
    for (long offset : trace.offsetsNanos()) {
      if (count == 0 || offset / lengthNanos > kept[count - 1] / lengthNanos) {
        kept[count++] = offset;
      }
    }
    return Arrivals.Trace.of(trace.file(), Arrays.copyOf(kept, count));
  }

  /**
   * A shorter trace of the same kind: {@link #PIECES} pieces of equal length, evenly spread, one
   * after the other; the whole where it is not longer.
   */
  public static Arrivals.Trace sampled(Arrivals.Trace trace, double seconds) {
    double piece = seconds * NANOS / PIECES;
    double apart = spanSeconds(trace) * NANOS / PIECES;
    if (piece >= apart) {
      return trace;
    }
    long first = trace.offsetsNanos().getFirst();
    var offsets = new ArrayList<Long>();
    for (long offset : trace.offsetsNanos()) {
      double at = offset - first;
      int index = Math.min(PIECES - 1, (int) (at / apart));
      double within = at - index * apart;
      if (within < piece) {
        offsets.add(Math.round(index * piece + within));
      }
    }
    return offsets.size() < 2 ? trace : new Arrivals.Trace(trace.file(), offsets);
  }

  /**
   * The trace again and again, a mean gap between, until it lasts so long; itself where it does.
   */
  static Arrivals.Trace repeated(Arrivals.Trace trace, double seconds) {
    long[] once = instants(trace);
    double span = spanSeconds(trace) * NANOS;
    if (span >= seconds * NANOS) {
      return trace;
    }
    long period = Math.max(1, Math.round(span + span / (once.length - 1)));
    long[] offsets = new long[(int) Math.ceil(seconds * NANOS / period) * once.length];
    Arrays.setAll(offsets, i -> i / once.length * period + once[i % once.length]);
    return Arrivals.Trace.of(trace.file(), offsets);
  }

  /**
   * A stretch of a trace.
   *
   * @param fromNanos where it begins in the trace
   * @param offsetsNanos its instants, from its own beginning on
   */
  public record Stretch(long fromNanos, List<Long> offsetsNanos) {

    /** Copies the list, eight bytes for each. */
    public Stretch {
      offsetsNanos = new Arrivals.Trace("stretch", offsetsNanos).offsetsNanos();
    }

    /** How many polls of a client at this interval bring news, in the mean over its phase. */
    double news(Duration interval) {
      double nanos = interval.toNanos();
      double polls = 0;
      for (int i = 0; i < offsetsNanos.size(); i++) {
        double gap = i == 0 ? nanos : offsetsNanos.get(i) - (double) offsetsNanos.get(i - 1);
        polls += Math.min(gap, nanos) / nanos;
      }
      return polls;
    }
  }

  /**
   * The stretch in which a client that polls at an interval is out of date the longest: of each
   * update the shorter of the interval and the gap before it counts. It begins with an update.
   */
  static Stretch worst(Arrivals.Trace trace, Duration length, Duration interval) {
    long[] at = instants(trace);
    return heaviest(
        at, length, i -> Math.min(i == 0 ? Long.MAX_VALUE : at[i] - at[i - 1], interval.toNanos()));
  }

  /** The first stretch of a length whose updates weigh most together; it begins with one. */
  public static Stretch heaviest(long[] at, Duration length, IntToDoubleFunction weight) {
    int end = 0;
    int best = 0;
    double sum = 0;
    double most = -1;
    for (int from = 0; from < at.length; from++) {
      while (end < at.length && at[end] - at[from] < length.toNanos()) {
        sum += weight.applyAsDouble(end++);
      }
      if (sum > most) {
        most = sum;
        best = from;
      }
      sum -= weight.applyAsDouble(from);
    }
    return stretch(at, best, length);
  }

  /**
   * The stretch in which what a client holds is the oldest, however it learns of updates: squares
   * of gaps count, to the stretch's end. It begins with an update and does not outlast the trace.
   */
  static Stretch quietest(Arrivals.Trace trace, Duration length) {
    long[] at = instants(trace);
    int end = 0;
    int best = 0;
    double squares = 0;
    double most = -1;
    for (int from = 0; from == 0 || at[from] + length.toNanos() <= at[at.length - 1]; from++) {
      squares -= from > 0 && from < end ? square(at[from] - at[from - 1]) : 0;
      end = Math.max(end, from);
      for (; end < at.length && at[end] - at[from] < length.toNanos(); end++) {
        squares += end > from ? square(at[end] - at[end - 1]) : 0;
      }
      double open = squares + square(at[from] + length.toNanos() - at[end - 1]);
      if (open > most) {
        most = open;
        best = from;
      }
    }
    return stretch(at, best, length);
  }

  private static double square(long gap) {
    return (double) gap * gap;
  }

  private static Stretch stretch(long[] at, int first, Duration length) {
    long from = at[first];
    long[] offsets =
        Arrays.stream(at, first, at.length)
            .map(instant -> instant - from)
            .takeWhile(offset -> offset < length.toNanos())
            .toArray();
    return new Stretch(from, Arrivals.Trace.of("stretch", offsets).offsetsNanos());
  }
}

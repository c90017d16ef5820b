package dev.pushpull.sut.schedule;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds gaps that are nearly all of a trace, which recorded time seldom has: a wrong time far from
 * all others, such as one of 1970, or two recordings in one file. A wrong time is left out, a break
 * between recordings is shortened, and both are said. The silence of nights and weekends stays.
 */
final class TraceGaps {

  /** How little of a trace's length remains when wrong times are left out. */
  private static final double REST = 0.05;

  /** How little remains when a break is shortened. */
  private static final double REST_OF_BREAK = 0.01;

  /** Below so many changes none is called a wrong one among the others. */
  private static final int MIN_CHANGES = 10;

  private static final int MAX_CUTS = 8;
  private static final double SECOND = 1e9;

  private final ReadTrace trace;
  private final boolean relative;
  private final List<String> notes;
  private long[] at;
  private long[] read;

  /**
   * @param trace where the instants are from
   * @param sorted its instants
   * @param relative whether they are seconds from a start of their own
   * @param notes gets one for each gap
   */
  TraceGaps(ReadTrace trace, long[] sorted, boolean relative, List<String> notes) {
    this.trace = trace;
    this.relative = relative;
    this.notes = notes;
    this.at = sorted;
    this.read = sorted;
  }

  /** The instants without such gaps. */
  long[] closed() {
    for (int i = 0; i < MAX_CUTS && (leaveOut() || close()); i++) {
      // Until nothing is cut any more: behind one such gap there may be another.
    }
    return at;
  }

  /** Leaves out the fewest at both ends without which nearly nothing remains of the length. */
  private boolean leaveOut() {
    int n = at.length;
    if (n < MIN_CHANGES) {
      return false;
    }
    int few = Math.clamp(n / 100, 1, 20);
    for (int out = 1; out <= 2 * few; out++) {
      for (int from = Math.max(0, out - few); from <= Math.min(out, few); from++) {
        int to = n - (out - from);
        double rest = at[to - 1] - (double) at[from];
        if (rest > 0 && rest <= REST * span()) {
          leaveOut(0, from, at[from] - at[0]);
          leaveOut(to, n, at[n - 1] - at[to - 1]);
          at = Arrays.copyOfRange(at, from, to);
          read = Arrays.copyOfRange(read, from, to);
          return true;
        }
      }
    }
    return false;
  }

  private void leaveOut(int from, int to, long away) {
    if (from < to) {
      boolean one = to - from == 1;
      notes.add(
          "%s%s%s %s from all other changes, nearly all of the trace; taken for %s and left out"
              .formatted(
                  trace.at(trace.lineOf(read[from])),
                  instant(read[from]),
                  one ? " is" : " and %s more are up to".formatted(to - from - 1),
                  length(away),
                  one ? "a wrong time" : "wrong times"));
    }
  }

  /** Shortens a gap between two parts to the mean of the other gaps. */
  private boolean close() {
    int n = at.length;
    int after = 1;
    for (int i = 1; i < n; i++) {
      after = at[i] - at[i - 1] > at[after] - at[after - 1] ? i : after;
    }
    long gap = n < 3 ? 0 : at[after] - at[after - 1];
    double rest = span() - gap;
    if (!(rest > 0) || rest > REST_OF_BREAK * span()) {
      return false;
    }
    long mean = Math.max(1, Math.round(rest / (n - 2)));
    notes.add(
        "%s%s is %s after the change before it, nearly all of the trace; taken for a break in the recording and shortened to %s"
            .formatted(
                trace.at(trace.lineOf(read[after])),
                instant(read[after]),
                length(gap),
                length(mean)));
    at = at.clone();
    for (int i = after; i < n; i++) {
      at[i] -= gap - mean;
    }
    return true;
  }

  private double span() {
    return at[at.length - 1] - (double) at[0];
  }

  private String instant(long nanos) {
    return relative ? "%s s".formatted(nanos / SECOND) : Instant.EPOCH.plusNanos(nanos).toString();
  }

  private static String length(long nanos) {
    double seconds = nanos / SECOND;
    if (seconds >= 172_800) {
      return String.format(Locale.ROOT, "%,.1f days", seconds / 86_400);
    }
    return seconds >= 7_200
        ? String.format(Locale.ROOT, "%.1f hours", seconds / 3_600)
        : String.format(Locale.ROOT, "%.4g s", seconds);
  }
}

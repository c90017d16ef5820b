package dev.pushpull.sut.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The instants of a file, and what must be said of them before they are somebody's updates.
 *
 * @param name what the file is called
 * @param unit what is numbered in it: line or record
 * @param nanos since 1970, in the file's order; at least one
 * @param lines where each stands, the number of its line or record, from 1
 * @param form how the file writes them
 * @param seen what was assumed when it was read, a line each
 */
@SuppressWarnings("ArrayRecordComponent") // up to millions of them, compared by nobody
record ReadTrace(
    String name, String unit, long[] nanos, int[] lines, InstantForm form, List<String> seen) {

  /** Less than this many seconds since 1970 are seconds from a start of their own. */
  private static final long SMALL_NANOS = 100_000_000L * 1_000_000_000L;

  /** Recordings are seldom as long, but dates such as 20261125 are as large. */
  private static final long LARGE_NANOS = 10_000_000L * 1_000_000_000L;

  /**
   * The updates, with notes on how they were read.
   *
   * @param called what the trace is called
   */
  Arrivals.Trace trace(String called) {
    var notes = new ArrayList<String>();
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    IntStream.range(1, nanos.length)
        .filter(i -> nanos[i] < nanos[i - 1])
        .mapToObj(
            i ->
                at(lines[i])
                    + "is earlier than the %s above it; the changes were sorted".formatted(unit))
        .findFirst()
        .ifPresent(notes::add);
    boolean relative = form == InstantForm.EPOCH_SECONDS && sorted[sorted.length - 1] < SMALL_NANOS;
    addNotes(relative, notes);
    long[] kept = new TraceGaps(this, sorted, relative, notes).closed();
    long repeated = repeated(kept);
    if (repeated > 0) {
      notes.add(
          "trace '%s' has %s at the same instant as another; all are kept"
              .formatted(name, repeated == 1 ? "1 change" : repeated + " changes"));
    }
    long origin = relative ? 0 : kept[0];
    return new Arrivals.Trace(
        called, TraceOffsets.of(Arrays.stream(kept).map(at -> at - origin).toArray()), notes);
  }

  private void addNotes(boolean relative, List<String> notes) {
    if (form == InstantForm.ISO_WITHOUT_ZONE) {
      notes.add("trace '%s' names no time zone; it is read as UTC".formatted(name));
    }
    notes.addAll(seen);
    if (relative && Arrays.stream(nanos).anyMatch(at -> at >= LARGE_NANOS)) {
      notes.add(
          "trace '%s' has numbers too small for epoch seconds of today; they are read as seconds"
                  .formatted(name)
              + " from a start of its own");
    }
  }

  private static long repeated(long[] sorted) {
    return IntStream.range(1, sorted.length).filter(i -> sorted[i] == sorted[i - 1]).count();
  }

  /** The line of an instant, the first where there are several. */
  int lineOf(long instant) {
    int index = 0;
    while (nanos[index] != instant) {
      index++;
    }
    return lines[index];
  }

  String at(int line) {
    return "trace '%s' %s %s: ".formatted(name, unit, line);
  }
}

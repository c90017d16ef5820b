package dev.pushpull.tune;

import dev.pushpull.sut.schedule.Arrivals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * When something really changed, as a trace tells.
 *
 * @param nanos since the first change, so that the first is 0; not falling
 * @param first when that was
 * @param form how the file writes instants, such as {@code epoch seconds}
 * @param warnings what a reader must know, one line each
 */
@SuppressWarnings("ArrayRecordComponent") // up to millions of them, compared by nobody
public record UpdateTimes(long[] nanos, Instant first, String form, List<String> warnings) {

  /** Checks that there are two changes at least, not all at once. */
  public UpdateTimes {
    if (nanos.length < 2) {
      throw new IllegalArgumentException("a trace needs at least two changes");
    }
    if (nanos[nanos.length - 1] == nanos[0]) {
      throw new IllegalArgumentException("a trace needs changes at two instants at least");
    }
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a file: one instant a line, ISO-8601 or epoch seconds or milliseconds.
   *
   * <p>A header, quotes, blank lines and lines that begin with {@code #} are skipped. Instants that
   * are out of order are sorted, with a warning. A date-time without a zone is UTC, with a warning.
   *
   * @throws IllegalArgumentException that names file, line and what came
   */
  public static UpdateTimes read(Path file) {
    try {
      return new UpdateTimesReader(file).read();
    } catch (IOException e) {
      throw new IllegalArgumentException("trace '%s' cannot be read (%s)".formatted(file, e), e);
    }
  }

  /** From the first change to the last, in ns. */
  public long spanNanos() {
    return nanos[nanos.length - 1];
  }

  /** Changes per second in the mean: gaps over the span. */
  public double ratePerSecond() {
    return (nanos.length - 1) * 1e9 / spanNanos();
  }

  /** The same as a feed's arrivals, played once from the first change. */
  public Arrivals.Trace arrivals(String name) {
    return new Arrivals.Trace(name, Arrays.stream(nanos).boxed().toList());
  }
}

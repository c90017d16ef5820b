package dev.pushpull.run;

import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.sut.schedule.Arrivals;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The traces that a run plays, {@code traces/<digest>.txt} in its folder, so that the run needs no
 * file from elsewhere: seconds from the feed's start, one a line.
 */
public final class TraceCopies {

  private static final String FOLDER = "traces";
  private static final String TRACE = "trace:";

  private TraceCopies() {}

  /** Writes those of a sweep that are not there yet. */
  static void write(Path run, SweepSpec spec) throws IOException {
    for (Arrivals.Trace trace : traces(spec)) {
      Path copy = copy(run, trace.digest());
      if (!Files.exists(copy)) {
        Files.createDirectories(run.resolve(FOLDER));
        Path temporary = copy.resolveSibling(copy.getFileName() + ".tmp");
        try (var out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
          trace.write(out);
        }
        AtomicFiles.rename(temporary, copy);
      }
    }
  }

  private static List<Arrivals.Trace> traces(SweepSpec spec) {
    return spec.cells().stream()
        .map(cell -> cell.workload().arrivals())
        .filter(Arrivals.Trace.class::isInstance)
        .map(Arrivals.Trace.class::cast)
        .distinct()
        .toList();
  }

  private static Path copy(Path run, String digest) {
    return run.resolve(FOLDER).resolve(digest + ".txt");
  }

  /**
   * The arrivals of a stored workload; a trace without a digest, of an older run, is looked for
   * where it was.
   *
   * @throws IOException if the copy is gone or is not what the run played; the message says so
   * @throws IllegalArgumentException if they are none
   */
  static Arrivals arrivals(Path run, WorkloadInfo info) throws IOException {
    String digest = info.traceDigest();
    if (digest == null) {
      return Arrivals.parse(info.arrivals());
    }
    Path copy = copy(run, digest);
    if (!Files.isRegularFile(copy)) {
      throw new IOException("the run's copy of its trace, %s, is missing".formatted(copy));
    }
    var trace = Arrivals.Trace.readBack(info.arrivals().substring(TRACE.length()), copy);
    if (!trace.digest().equals(digest)) {
      throw new IOException("the run's copy of its trace, %s, was changed".formatted(copy));
    }
    return trace;
  }

  /**
   * The traces of a sweep whose files are still there, but hold something else than what the run
   * plays.
   */
  public static List<String> changed(SweepSpec spec) {
    return traces(spec).stream().filter(TraceCopies::isChanged).map(Arrivals.Trace::file).toList();
  }

  private static boolean isChanged(Arrivals.Trace trace) {
    try {
      return trace.hasFile() && !Arrivals.parse(trace.toString()).equals(trace);
    } catch (IllegalArgumentException e) {
      return true; // It was one when the run began.
    }
  }
}

package dev.pushpull.sut.schedule;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a trace: one instant a line, in seconds from the feed's start, such as {@code 12.5}. */
final class TraceFile {

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(1_000_000_000L);

  private TraceFile() {}

  static Arrivals.Trace read(String file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("trace file '" + file + "' cannot be read: " + e, e);
    }
    var offsets = new ArrayList<Long>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        offsets.add(nanos(file, i + 1, line));
      }
    }
    try {
      return new Arrivals.Trace(file, offsets);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("trace file '" + file + "': " + e.getMessage(), e);
    }
  }

  private static long nanos(String file, int lineNumber, String line) {
    try {
      var seconds = new BigDecimal(line);
      if (seconds.abs().compareTo(LONGEST_SECONDS) <= 0) {
        return seconds.multiply(NANOS).setScale(0, RoundingMode.HALF_UP).longValueExact();
      }
    } catch (NumberFormatException e) {
      // Said below, with the line's number.
    }
    throw new IllegalArgumentException(
        "trace file '%s' line %d: expected seconds from the start, such as 12.5, but came '%s'"
            .formatted(file, lineNumber, line));
  }
}

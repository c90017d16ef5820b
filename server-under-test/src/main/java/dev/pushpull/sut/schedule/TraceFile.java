package dev.pushpull.sut.schedule;

import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where traces are read from: a file, or standard input. */
final class TraceFile {

  private static final String STANDARD_INPUT = "-";

  /** Standard input is read once, however many workloads play it. */
  private record Input(InputStream from, Arrivals.Trace trace) {}

  private static @Nullable Input input;

  private TraceFile() {}

  static Arrivals.Trace read(String file) {
    if (file.isBlank()) {
      throw new IllegalArgumentException("trace: needs a file, such as trace:changes.txt");
    }
    try {
      return file.equals(STANDARD_INPUT) ? standardInput() : read(file, Path.of(file));
    } catch (InvalidPathException | IOException e) {
      throw new IllegalArgumentException(
          "trace '%s' cannot be read: %s".formatted(file, Reason.of(e)), e);
    }
  }

  /**
   * What {@link Arrivals.Trace#write} wrote, to the nanosecond and without assumptions.
   *
   * @param name what it was called
   */
  static Arrivals.Trace readBack(String name, Path copy) throws IOException {
    try (InputStream in = Files.newInputStream(copy)) {
      ReadTrace instants = instants(copy.toString(), in);
      return new Arrivals.Trace(name, TraceOffsets.of(instants.nanos()));
    }
  }

  private static Arrivals.Trace read(String name, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return instants(name, in).trace();
    }
  }

  private static synchronized Arrivals.Trace standardInput() throws IOException {
    Input known = input;
    if (known == null || !known.from.equals(System.in)) {
      known = new Input(System.in, instants("standard input", System.in).trace());
      input = known;
    }
    return known.trace;
  }

  private static ReadTrace instants(String name, InputStream in) throws IOException {
    return new TraceReader(name).read(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}

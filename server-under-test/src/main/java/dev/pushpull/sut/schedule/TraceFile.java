package dev.pushpull.sut.schedule;

import dev.pushpull.sut.text.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where traces are read from: a file, or standard input, and where in it its instants are.
 *
 * @param file its path, or {@code -}
 * @param place a JSON pointer, which begins with a slash, or the name or number of a table's
 *     column; empty for an instant a line, or a JSON array of them
 */
record TraceFile(String file, String place) {

  private static final String STANDARD_INPUT = "-";
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int HEAD = 1 << 12;

  /** Standard input is read once, however many workloads play it. */
  private record Input(InputStream from, String place, Arrivals.Trace trace) {}

  private static @Nullable Input input;

  /**
   * What a trace's name says: {@code FILE}, {@code FILE#/pointer} or {@code FILE#column}. A file
   * whose name has such an end wins.
   */
  static TraceFile of(String name) {
    int pointer = name.indexOf("#/");
    int end = pointer >= 0 ? pointer : name.lastIndexOf('#');
    return end <= 0 || Files.exists(Path.of(name))
        ? new TraceFile(name, "")
        : new TraceFile(name.substring(0, end), name.substring(end + 1));
  }

  static Arrivals.Trace read(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("trace: needs a file, such as trace:changes.txt");
    }
    try {
      TraceFile file = of(name);
      return file.file.equals(STANDARD_INPUT) ? file.standardInput() : file.open(name);
    } catch (InvalidPathException e) {
      throw unreadable(name, e);
    }
  }

  private static IllegalArgumentException unreadable(String file, Exception why) {
    return new IllegalArgumentException(
        "trace '%s' cannot be read: %s".formatted(file, Reason.of(why)), why);
  }

  /**
   * What {@link Arrivals.Trace#write} wrote, to the nanosecond and without assumptions.
   *
   * @param name what it was called
   */
  static Arrivals.Trace readBack(String name, Path copy) throws IOException {
    try (InputStream in = Files.newInputStream(copy)) {
      ReadTrace instants = new TraceFile(copy.toString(), "").instants(copy.toString(), in);
      return new Arrivals.Trace(name, TraceOffsets.of(instants.nanos()));
    }
  }

  /** Whether it is still there. */
  boolean exists() {
    return Files.isRegularFile(Path.of(file));
  }

  private Arrivals.Trace open(String name) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return instants(file, in).trace(name);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private Arrivals.Trace standardInput() {
    synchronized (TraceFile.class) {
      Input known = input;
      if (known == null || !known.from.equals(System.in) || !known.place.equals(place)) {
        try {
          String name = "standard input";
          known = new Input(System.in, place, instants(name, System.in).trace(name));
        } catch (IOException e) {
          throw unreadable(file, e);
        }
        input = known;
      }
      return known.trace;
    }
  }

  /** Finds the format by what is asked for and by how the file begins. */
  private ReadTrace instants(String name, InputStream in) throws IOException {
    var text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    String head = head(text);
    boolean json = head.stripLeading().startsWith("{") || head.stripLeading().startsWith("[");
    if (!json && place.isEmpty()) {
      return new TraceReader(name).read(text);
    }
    if (head.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "trace '%s' is not text in UTF-8; save it as UTF-8".formatted(name));
    }
    boolean pointer = place.isEmpty() || place.startsWith("/");
    if (json != pointer && !head.isBlank()) {
      throw new IllegalArgumentException(
          json
              ? "trace '%s' is JSON and has no columns such as '%s'; give a JSON pointer, such as /%s"
                  .formatted(name, place, place)
              : "trace '%s' is not JSON, where a pointer such as %s leads; give the name or number of a column"
                  .formatted(name, place));
    }
    return pointer
        ? new JsonTraceReader(name, place, text).read()
        : new CsvTraceReader(name, place, text).read();
  }

  /** How the text begins, which is not read by it. */
  private static String head(BufferedReader text) throws IOException {
    var head = new char[HEAD];
    text.mark(HEAD);
    int size = Math.max(0, text.read(head));
    text.reset();
    return new String(head, 0, size);
  }
}

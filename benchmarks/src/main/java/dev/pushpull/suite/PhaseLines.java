package dev.pushpull.suite;

import java.util.Optional;

/** How a fork tells its host the phase: a line on standard output, which JMH carries over. */
final class PhaseLines {

  private static final String PREFIX = "pushpull phase: ";

  private PhaseLines() {}

  static void print(String phase) {
    System.out.println(PREFIX + phase);
  }

  /** The phase that a line tells, empty for any other line. */
  static Optional<String> parse(String line) {
    return line.startsWith(PREFIX)
        ? Optional.of(line.substring(PREFIX.length()).strip())
        : Optional.empty();
  }
}

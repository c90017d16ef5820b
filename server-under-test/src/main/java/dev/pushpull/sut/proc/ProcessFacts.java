package dev.pushpull.sut.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the system says of this process; all of it Linux, and said to be missing elsewhere. */
public final class ProcessFacts {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private ProcessFacts() {}

  /** Resident set. */
  public static OptionalLong residentBytes() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
          .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
          .findFirst();
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return OptionalLong.empty(); // Unknown, as where the line is missing.
    }
  }

  /** Heap in use, garbage included. */
  public static long heapUsedBytes() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

package dev.pushpull.sut.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the system says of processes; all of it Linux, and said to be missing elsewhere. */
public final class ProcessFacts {

  private static final String RESIDENT = "VmRSS:";

  private ProcessFacts() {}

  /** Resident set of this one. */
  public static OptionalLong residentBytes() {
    return residentBytes("self");
  }

  /** Resident set of one; empty if there is none of that id. */
  public static OptionalLong residentBytes(long pid) {
    return residentBytes(Long.toString(pid));
  }

  private static OptionalLong residentBytes(String process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", process, "status"))) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
          .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
          .findFirst();
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return OptionalLong.empty(); // Unknown, as where the line is missing.
    }
  }

  /** Heap of this one in use, garbage included. */
  public static long heapUsedBytes() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

package dev.pushpull.plan;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory that programs may still take before others must give theirs up.
 *
 * @param mib that much
 */
public record AvailableMemory(long mib) {

  private static final Path FILE = Path.of("/proc/meminfo");
  private static final Pattern LINE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB");
  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;

  /** What a JVM takes beside its heap: code, classes, stacks, buffers, the collector's tables. */
  private static final long BESIDE_HEAP_MIB = 200L;

  /** This machine's, or its container's; empty where the system does not tell. */
  public static Optional<AvailableMemory> ofThisMachine() {
    try {
      return parse(Files.readString(FILE))
          .map(host -> new AvailableMemory(Math.min(host.mib, containerMib())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long containerMib() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() / MIB
        : Long.MAX_VALUE;
  }

  /** Reads the text of {@code /proc/meminfo}. */
  static Optional<AvailableMemory> parse(String text) {
    Matcher match = LINE.matcher(text);
    return match.find()
        ? Optional.of(new AvailableMemory(Long.parseLong(match.group(1)) / KIB))
        : Optional.empty();
  }

  /**
   * What is wrong with such heaps and how to put it right, in one line; empty when there is memory
   * enough.
   *
   * @param clientsMib the heap of the clients' JVM
   * @param serverMib the heap of a server's JVM; 0 if the server runs already
   */
  public Optional<String> problem(int clientsMib, int serverMib) {
    long beside = (serverMib == 0 ? 1 : 2) * BESIDE_HEAP_MIB;
    long needed = clientsMib + serverMib + beside;
    String server = serverMib == 0 ? "" : ", of %s MiB for the server".formatted(serverMib);
    String smaller = serverMib == 0 ? "" : ", or a smaller --server-heap";
    return mib >= needed
        ? Optional.empty()
        : Optional.of(
            ("%s MiB of memory are needed (a heap of %s MiB for the clients%s, and %s MiB beside),"
                    + " but %s MiB are available; stop other programs, or use --engine netty, fewer"
                    + " subscribers or shorter windows%s")
                .formatted(needed, clientsMib, server, beside, mib, smaller));
  }
}

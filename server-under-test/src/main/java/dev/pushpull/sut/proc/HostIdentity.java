package dev.pushpull.sut.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether two processes read the same monotonic clock: they do on one boot of one kernel, in one
 * time namespace.
 *
 * @param bootId of the running kernel, empty where it is not told
 * @param timeNamespace of this process, empty where it is not told
 */
public record HostIdentity(String bootId, String timeNamespace) {

  /** This process's. */
  public static HostIdentity read() {
    return new HostIdentity(
        orEmpty(() -> Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()),
        orEmpty(() -> Files.readSymbolicLink(Path.of("/proc/self/ns/time")).toString()));
  }

  /** Whether both are known and equal. */
  public boolean sharesClockWith(HostIdentity other) {
    return !bootId.isEmpty() && !timeNamespace.isEmpty() && equals(other);
  }

  private interface Fact {
    String read() throws IOException;
  }

  private static String orEmpty(Fact fact) {
    try {
      return fact.read();
    } catch (IOException e) {
      return "";
    }
  }
}

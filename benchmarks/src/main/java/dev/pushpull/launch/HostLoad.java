package dev.pushpull.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the whole machine's processors did, from {@code /proc/stat}, in clock ticks (10 ms as a
 * rule).
 *
 * @param steal wanted to run, but the hypervisor gave the processor to another guest
 * @param idle nothing wanted to run
 * @param all everything, idle included
 */
public record HostLoad(long steal, long idle, long all) {

  private static final int IDLE_FIELD = 4;
  private static final int STEAL_FIELD = 8;
  private static final int GUEST_FIELD = 9;

  /** Reads it; zeros where the machine does not tell. */
  public static HostLoad read() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElse("").split("\\s+", -1);
      long all = 0;
      for (int i = 1; i < fields.length && i < GUEST_FIELD; i++) {
        all += Long.parseLong(fields[i]);
      }
      return fields.length > STEAL_FIELD
          ? new HostLoad(
              Long.parseLong(fields[STEAL_FIELD]), Long.parseLong(fields[IDLE_FIELD]), all)
          : new HostLoad(0, 0, 0);
    } catch (IOException | NumberFormatException e) {
      return new HostLoad(0, 0, 0);
    }
  }

  /** Share of time stolen since an earlier reading; 0 when no time passed. */
  public double stealSince(HostLoad earlier) {
    return all == earlier.all ? 0 : (double) (steal - earlier.steal) / (all - earlier.all);
  }

  /** Share of time that anyone used since an earlier reading; 0 when no time passed. */
  public double busySince(HostLoad earlier) {
    return all == earlier.all ? 0 : 1 - (double) (idle - earlier.idle) / (all - earlier.all);
  }
}

package dev.pushpull.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the whole machine's processors did, from {@code /proc/stat}, in clock ticks (10 ms as a
 * rule).
 *
 * @param steal wanted to run, but the hypervisor gave the processor to another guest
 * @param idle nothing wanted to run
 * @param all everything, idle included
 */
public record HostLoad(long steal, long idle, long all) {

  /** In this order, from 0: user, nice, system, idle, I/O wait, interrupts twice, steal. */
  private static final int KINDS = 8;

  private static final int IDLE = 3;
  private static final int STEAL = 7;

  /** Reads it; zeros where the machine does not tell. */
  public static HostLoad read() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      long[] ticks =
          Arrays.stream(lines.findFirst().orElse("").split("\\s+", -1))
              .skip(1)
              .limit(KINDS)
              .mapToLong(Long::parseLong)
              .toArray();
      return ticks.length < KINDS
          ? new HostLoad(0, 0, 0)
          : new HostLoad(ticks[STEAL], ticks[IDLE], Arrays.stream(ticks).sum());
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

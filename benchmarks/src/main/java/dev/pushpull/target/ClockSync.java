package dev.pushpull.target;

import dev.pushpull.result.ClockInfo;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.proc.HostIdentity;
import dev.pushpull.sut.wire.ClockReading;
import java.io.IOException;

/**
 * The server's clock less the client's. On one host and in one time namespace both read the same
 * clock: offset 0. Else the tightest of many exchanges: the server's reading lies between the
 * client's two, so the offset is known to half their distance (Cristian, 1989).
 */
public final class ClockSync {

  private static final int EXCHANGES = 64;

  private ClockSync() {}

  /** Compares the clocks. */
  public static ClockInfo measure(ControlClient control, NanoClock clock)
      throws IOException, InterruptedException {
    ClockReading first = control.clock();
    var theirHost = new HostIdentity(first.bootId(), first.timeNamespace());
    if (theirHost.sharesClockWith(HostIdentity.read())) {
      return new ClockInfo(0, 0);
    }
    ClockInfo best = new ClockInfo(0, Long.MAX_VALUE);
    for (int i = 0; i < EXCHANGES; i++) {
      long before = clock.nanoTime();
      long theirs = control.clock().nanoTime();
      long after = clock.nanoTime();
      long uncertainty = (after - before + 1) / 2;
      if (uncertainty < best.uncertaintyNanos()) {
        best = new ClockInfo(theirs - before - (after - before) / 2, uncertainty);
      }
    }
    return best;
  }

  /**
   * Two comparisons made before and after, where the first was used throughout: its offset,
   * uncertain by the looser of both and by the whole drift between them.
   */
  public static ClockInfo used(ClockInfo before, ClockInfo after) {
    long drift = after.offsetNanos() - before.offsetNanos();
    return new ClockInfo(
        before.offsetNanos(),
        Math.max(before.uncertaintyNanos(), after.uncertaintyNanos()) + Math.abs(drift));
  }
}

package dev.pushpull.suite.op;

import dev.pushpull.measure.FreshnessMeter;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Window;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One subscriber's window for {@link HarnessCost}: Poisson updates, 100/s, and a poll each 10 ms,
 * so that some polls are empty and some updates are coalesced.
 */
@State(Scope.Thread)
public class HarnessWindow {

  /** In the window. */
  static final int UPDATES = 1_024;

  private static final int SEED = 1;
  private static final double MEAN_GAP_NANOS = 10e6;
  private static final long POLL_NANOS = 10_000_000;
  private static final long DELAY_NANOS = 300_000;

  private final PublishLog published = new PublishLog();
  private final ObservationLog seen = new ObservationLog();
  private Window window = new Window(0, 1, 1);

  /** Its longs overflow only after hours of calls, so it is reused. */
  private final FreshnessMeter meter = new FreshnessMeter();

  /** Makes the updates, seeded, and simulates a client's polls. */
  @Setup
  public void draw() {
    var random = new SplittableRandom(SEED);
    long now = 0;
    for (int version = 1; version <= UPDATES; version++) {
      published.add(now, now, random.nextLong(1L << 32));
      now += 1 + (long) (-Math.log(1 - random.nextDouble()) * MEAN_GAP_NANOS);
    }
    poll(now);
    window = new Window(0, now, now);
  }

  private void poll(long endNanos) {
    for (long poll = 0; poll < endNanos; poll += POLL_NANOS) {
      int newest = published.firstAtOrAfter(poll + 1) - 1;
      seen.add(
          newest, poll + DELAY_NANOS, published.publishedAt(newest), published.checksum(newest));
    }
  }

  /** Records as many messages as there are updates, each with news. */
  ObservationLog record() {
    var log = new ObservationLog();
    for (int version = 1; version <= UPDATES; version++) {
      long publishedNanos = published.publishedAt(version);
      log.add(version, publishedNanos + DELAY_NANOS, publishedNanos, published.checksum(version));
    }
    return log;
  }

  /** Adds the window once more. */
  FreshnessMeter addRamps() {
    meter.add(published, seen, window);
    return meter;
  }
}

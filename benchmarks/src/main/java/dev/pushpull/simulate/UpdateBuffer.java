package dev.pushpull.simulate;

import dev.pushpull.sut.schedule.ArrivalTimes;
import java.util.Arrays;

/**
 * The stretch of one feed's instants that its subscribers have not all passed yet, so that memory
 * hangs on how far behind they are and not on how long it all takes. One thread.
 */
final class UpdateBuffer {

  /** Fits into a processor's cache, and makes the step from one load to the next not matter. */
  static final int USUAL_LOAD = 8_192;

  private final ArrivalTimes source;
  private final long endNanos;
  private final int load;
  private long[] instants;
  private int size;

  /**
   * @param endNanos no instant after this one counts
   * @param load how many instants are loaded at once, 2 at least
   */
  UpdateBuffer(ArrivalTimes source, long endNanos, int load) {
    this.source = source;
    this.endNanos = endNanos;
    this.load = load;
    this.instants = new long[2 * load];
  }

  /**
   * Loads the next instants.
   *
   * @return where in {@link #instants} they begin
   */
  int load() {
    int from = size;
    if (instants.length < from + load) {
      instants = Arrays.copyOf(instants, from + from / 2 + load);
    }
    while (size < from + load && !isComplete()) {
      instants[size++] = source.nextNanos();
    }
    return from;
  }

  /** Whether all that counts is loaded. */
  boolean isComplete() {
    return size > 0 && instants[size - 1] >= endNanos;
  }

  /** Forgets the first ones. */
  void drop(int count) {
    size -= count;
    System.arraycopy(instants, count, instants, 0, size);
  }

  /** What is loaded; only the first {@link #size} count. */
  long[] instants() {
    return instants;
  }

  int size() {
    return size;
  }

  /** What a request read before this instant is known. */
  long horizon() {
    return instants[size - 1];
  }
}

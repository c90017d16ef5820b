package dev.pushpull.engine.browser;

import java.util.List;

/**
 * A page's clock against {@code System.nanoTime()}. Each reading of it lies between two of ours, so
 * the offset lies between two bounds; what all exchanges allow is tighter than the best of them
 * allows alone (Marzullo's intersection, 1984).
 *
 * @param offsetNanos ours − the page's
 * @param uncertaintyNanos the offset may be off by this much
 */
record PageClock(long offsetNanos, long uncertaintyNanos) {

  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * One exchange.
   *
   * @param beforeNanos ours, before the page was asked
   * @param pageMillis the page's reading
   * @param afterNanos ours, when its answer was there
   */
  record Exchange(long beforeNanos, double pageMillis, long afterNanos) {}

  /**
   * What exchanges tell.
   *
   * @param exchanges one at least, made within a time in which the clocks do not drift
   * @param resolutionNanos how far off a reading of the page may be by being rounded
   */
  static PageClock of(List<Exchange> exchanges, long resolutionNanos) {
    long least = Long.MIN_VALUE;
    long most = Long.MAX_VALUE;
    for (Exchange exchange : exchanges) {
      long page = Math.round(exchange.pageMillis() * NANOS_PER_MILLI);
      least = Math.max(least, exchange.beforeNanos() - page - resolutionNanos);
      most = Math.min(most, exchange.afterNanos() - page + resolutionNanos);
    }
    long middle = least + (most - least) / 2;
    return new PageClock(middle, Math.abs(most - least) / 2 + 1);
  }

  /**
   * How far off instants may be that this offset gave, now that the clocks were compared again: the
   * looser of both comparisons, and the whole drift between them.
   */
  long uncertaintyNanosUntil(PageClock later) {
    return Math.max(uncertaintyNanos, later.uncertaintyNanos)
        + Math.abs(later.offsetNanos - offsetNanos);
  }

  /** A reading of the page on our clock. */
  long toNanos(double pageMillis) {
    return Math.round(pageMillis * NANOS_PER_MILLI) + offsetNanos;
  }

  /** An instant of ours on the page's clock. */
  double toPageMillis(long nanos) {
    return (nanos - offsetNanos) / NANOS_PER_MILLI;
  }
}

package dev.pushpull.measure;

import dev.pushpull.schedule.Window;

/**
 * Staleness and age of information over window × subscribers. Not safe for use by several threads.
 *
 * <p>Between two fresh observations the held version h is constant, so both are piecewise linear:
 * age is t − P(h); staleness is 0 until P(h + 1), then t − P(h + 1). (Age of information: Kaul,
 * Yates and Gruteser, INFOCOM 2012; staleness is the "age" of Cho and Garcia-Molina, TODS 28(4),
 * 2003.)
 */
public final class FreshnessMeter extends Meter {

  /** How long the copies have been wrong. */
  public final Ramps staleness = part(new Ramps());

  /** How old the held versions are. */
  public final Ramps age = part(new Ramps());

  /** Age just before each fresh observation in the windows. */
  public final Samples peaks = part(new Samples());

  /** Window time, over all subscribers, during which nothing was held yet; it is in no figure. */
  public final Counter unheld = part(new Counter());

  /** Adds one subscriber's window; the log must reach to the window's end. */
  public void add(PublishLog log, ObservationLog seen, Window window) {
    int index = Math.max(0, seen.firstAtOrAfter(window.startNanos() + 1) - 1);
    if (index >= seen.size() || seen.observedAt(index) >= window.endNanos()) {
      unheld.add(window.lengthNanos());
      return;
    }
    unheld.add(Math.max(0, seen.observedAt(index) - window.startNanos()));
    for (; index < seen.size() && seen.observedAt(index) < window.endNanos(); index++) {
      long from = Math.max(seen.observedAt(index), window.startNanos());
      boolean last = index + 1 == seen.size();
      long to = last ? window.endNanos() : Math.min(seen.observedAt(index + 1), window.endNanos());
      long held = seen.version(index);
      long superseded = held < log.newest() ? log.publishedAt(held + 1) : Long.MAX_VALUE;
      addHeld(log.publishedAt(held), superseded, from, to);
      if (index > 0 && window.contains(seen.observedAt(index))) {
        peaks.add(seen.observedAt(index) - log.publishedAt(seen.version(index - 1)));
      }
    }
  }

  /**
   * Adds a stretch of a window during which one version was held.
   *
   * @param published when that version was published
   * @param superseded when the next one was; MAX_VALUE if there is none
   */
  public void addHeld(long published, long superseded, long from, long to) {
    age.addRamp(from - published, to - published);
    long stale = Math.clamp(superseded, from, to);
    staleness.addZero(stale - from);
    if (stale < to) {
      staleness.addRamp(stale - superseded, to - superseded);
    }
  }
}

package dev.pushpull.measure;

/**
 * Staleness and age of information over window × subscribers. Not safe for use by several threads.
 *
 * <p>Between two fresh observations the held version h is constant, so both are piecewise linear:
 * age is t − P(h); staleness is 0 until P(h + 1), then t − P(h + 1). (Age of information: Kaul,
 * Yates and Gruteser, INFOCOM 2012; staleness is the "age" of Cho and Garcia-Molina, TODS 28(4),
 * 2003.)
 */
public final class FreshnessMeter implements Mergeable {

  private final Ramps staleness = new Ramps();
  private final Ramps age = new Ramps();
  private final Samples peaks = new Samples();
  private long unheldNanos;

  /** Adds one subscriber's window; the log must reach to the window's end. */
  public void add(PublishLog log, ObservationLog seen, Window window) {
    int index = Math.max(0, seen.firstAtOrAfter(window.startNanos() + 1) - 1);
    if (index >= seen.size() || seen.observedAt(index) >= window.endNanos()) {
      unheldNanos += window.lengthNanos();
      return;
    }
    unheldNanos += Math.max(0, seen.observedAt(index) - window.startNanos());
    for (; index < seen.size() && seen.observedAt(index) < window.endNanos(); index++) {
      long from = Math.max(seen.observedAt(index), window.startNanos());
      boolean last = index + 1 == seen.size();
      long to = last ? window.endNanos() : Math.min(seen.observedAt(index + 1), window.endNanos());
      addHeld(log, seen.version(index), from, to);
      if (index > 0 && window.contains(seen.observedAt(index))) {
        peaks.add(seen.observedAt(index) - log.publishedAt(seen.version(index - 1)));
      }
    }
  }

  private void addHeld(PublishLog log, long held, long from, long to) {
    long published = log.publishedAt(held);
    age.addRamp(from - published, to - published);
    if (held >= log.newest() || log.publishedAt(held + 1) >= to) {
      staleness.addZero(to - from);
      return;
    }
    long superseded = log.publishedAt(held + 1);
    long stale = Math.max(from, superseded);
    staleness.addZero(stale - from);
    staleness.addRamp(stale - superseded, to - superseded);
  }

  @Override
  public void write(LongLog out) {
    staleness.write(out);
    age.write(out);
    peaks.write(out);
    out.add(unheldNanos);
  }

  @Override
  public void merge(LongReader in) {
    staleness.merge(in);
    age.merge(in);
    peaks.merge(in);
    unheldNanos += in.next();
  }

  /** How long the copies have been wrong. */
  public Ramps staleness() {
    return staleness;
  }

  /** How old the held versions are. */
  public Ramps age() {
    return age;
  }

  /** Age just before each fresh observation in the windows. */
  public Samples peaks() {
    return peaks;
  }

  /** Window time, over all subscribers, during which nothing was held yet; it is in no figure. */
  public long unheldNanos() {
    return unheldNanos;
  }
}

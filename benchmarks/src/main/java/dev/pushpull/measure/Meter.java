package dev.pushpull.measure;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured of some clients, made of parts that are written, read and added one after the
 * other, in the order in which they were named. Not safe for use by several threads.
 */
public abstract class Meter implements Mergeable {

  private final List<Mergeable> parts = new ArrayList<>();

  /** Makes {@code part} one more part; only while the meter is made. */
  protected final <P extends Mergeable> P part(P part) {
    parts.add(part);
    return part;
  }

  @Override
  public final void write(LongLog out) {
    parts.forEach(part -> part.write(out));
  }

  @Override
  public final void merge(LongBuffer in) {
    parts.forEach(part -> part.merge(in));
  }

  /** How many values it was given that cannot be: below 0 or absurdly long; in no figure. */
  public long outOfRange() {
    return parts.stream()
        .mapToLong(part -> part instanceof Meter meter ? meter.outOfRange() : 0)
        .sum();
  }
}

package dev.pushpull.measure;

import java.nio.LongBuffer;

/**
 * A sum of longs that are not negative, exact below 2¹²⁶: it does not depend on the order of
 * adding. Not safe for use by several threads.
 */
final class ExactSum implements Mergeable {

  private static final double TWO_TO_63 = 0x1p63;

  // high · 2⁶³ + low, low not negative.
  private long high;
  private long low;

  void add(long value) {
    low += value;
    if (low < 0) {
      low &= Long.MAX_VALUE;
      high++;
    }
  }

  void addProduct(long a, long b) {
    long bottom = a * b;
    high += (Math.multiplyHigh(a, b) << 1) | (bottom >>> 63);
    add(bottom & Long.MAX_VALUE);
  }

  @Override
  public void write(LongLog out) {
    out.add(high);
    out.add(low);
  }

  @Override
  public void merge(LongBuffer in) {
    high += in.get();
    add(in.get());
  }

  double toDouble() {
    return high * TWO_TO_63 + low;
  }
}

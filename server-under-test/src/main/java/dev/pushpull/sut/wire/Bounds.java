package dev.pushpull.sut.wire;

/** Bounds of whole numbers in what is asked of the server and in how it is to run. */
public final class Bounds {

  private Bounds() {}

  /**
   * Checks one.
   *
   * @throws IllegalArgumentException that names the key, the bound and the value
   */
  public static void check(String key, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, but is %d".formatted(key, min, max, value));
    }
  }
}

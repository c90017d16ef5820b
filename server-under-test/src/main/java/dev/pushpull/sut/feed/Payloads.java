package dev.pushpull.sut.feed;

import java.nio.charset.StandardCharsets;

/**
 * Payload text: printable ASCII that JSON does not escape, a function of seed and version alone.
 */
final class Payloads {

  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);
  static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final int CHARACTERS_PER_WORD = 10;

  private Payloads() {}

  static String make(long seed, long version, int length) {
    var text = new byte[length];
    long state = mix(seed + version * GOLDEN_GAMMA);
    for (int i = 0; i < length; ) {
      state += GOLDEN_GAMMA;
      long word = mix(state);
      for (int end = Math.min(length, i + CHARACTERS_PER_WORD); i < end; i++) {
        text[i] = ALPHABET[(int) (word & 63)];
        word >>>= 6;
      }
    }
    return new String(text, StandardCharsets.US_ASCII);
  }

  /** SplitMix64's finalizer (Steele, Lea, Flood: Fast Splittable Pseudorandom Generators, 2014). */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

package dev.pushpull.schedule;

/**
 * Common random numbers: what is drawn depends on the seed, the repeat and what it is for, never on
 * the strategy, so that all strategies of a repeat see the same updates and their differences pair.
 *
 * <p>Each part is mixed in by SplitMix64's finaliser (Steele, Lea, Flood: Fast Splittable
 * Pseudorandom Number Generators, 2014), a bijection that changes half of the bits.
 */
public final class Seeds {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final long ARRIVALS = 1;
  private static final long PHASES = 2;
  private static final long ORDER = 3;
  private static final long PACE = 4;
  private static final long SERVICE = 5;
  private static final long JOBS = 6;
  private static final long TURNS = 7;
  private static final long CUTS = 8;

  private Seeds() {}

  /** The seed of a feed's arrivals; feeds are numbered from 0. */
  public static long arrivals(long seed, int repeat, int feed) {
    return mix(mix(mix(mix(seed) + ARRIVALS) + repeat) + feed);
  }

  /** The seed of the phases at which a feed's subscribers poll; feeds are numbered from 0. */
  public static long phases(long seed, int repeat, int feed) {
    return mix(mix(mix(mix(seed) + PHASES) + repeat) + feed);
  }

  /**
   * The seed of what a subscriber's own schedule draws; subscribers of a feed are numbered from 0.
   */
  public static long pace(long seed, int repeat, int feed, int subscriber) {
    return mix(mix(mix(mix(mix(seed) + PACE) + repeat) + feed) + subscriber);
  }

  /**
   * The seed of how long a simulated subscriber's round trips take; subscribers of a feed are
   * numbered from 0.
   */
  public static long service(long seed, int repeat, int feed, int subscriber) {
    return mix(mix(mix(mix(mix(seed) + SERVICE) + repeat) + feed) + subscriber);
  }

  /** The seed of how long jobs take, and of which fail. */
  public static long jobs(long seed, int repeat) {
    return mix(mix(mix(seed) + JOBS) + repeat);
  }

  /** The seed of who speaks next in a room; rooms are numbered from 0. */
  public static long turns(long seed, int repeat, int room) {
    return mix(mix(mix(mix(seed) + TURNS) + repeat) + room);
  }

  /** The seed of when which connections are cut off. */
  public static long cuts(long seed, int repeat) {
    return mix(mix(mix(seed) + CUTS) + repeat);
  }

  /** The seed of the order of a repeat's trials. */
  public static long order(long seed, int repeat) {
    return mix(mix(mix(seed) + ORDER) + repeat);
  }

  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

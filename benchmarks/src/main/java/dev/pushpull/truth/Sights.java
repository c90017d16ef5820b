package dev.pushpull.truth;

import java.util.Arrays;
import java.util.List;

/**
 * All that was seen of one feed. What comes while it is read and has a newer version than those
 * known is left out.
 */
public final class Sights {

  /** Stands for an instant that never came. */
  static final long NEVER = Long.MAX_VALUE;

  /** What is known of each version, that of number 1 first. */
  final List<Told> versions;

  /** What each client got. */
  final List<SightLog> logs;

  private final long[] first;

  /**
   * What was seen so far.
   *
   * @param versions what is known of each, that of number 1 first
   * @param logs what each client got, probes and fast pollers included
   */
  public Sights(List<Told> versions, List<SightLog> logs) {
    this.versions = List.copyOf(versions);
    this.logs = List.copyOf(logs);
    this.first = new long[versions.size() + 1];
    Arrays.fill(first, NEVER);
    for (SightLog log : logs) {
      for (int i = 0; i < log.size(); i++) {
        if (log.version(i) < first.length) {
          int version = (int) log.version(i);
          first[version] = Math.min(first[version], log.observedAt(i));
        }
      }
    }
  }

  /** When any client first got a version; {@link #NEVER} if none did. */
  long first(long version) {
    return first[(int) version];
  }

  boolean isSeen(long version) {
    return first(version) != NEVER;
  }

  Told told(long version) {
    return versions.get((int) version - 1);
  }
}

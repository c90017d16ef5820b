package dev.pushpull.run;

import java.util.List;

/**
 * What a trial's first subscriber experienced in the first seconds of the first window: {@code
 * trace.json}. Instants are ms after the window's start.
 *
 * @param strategy how it listened
 * @param feed which feed, from 0
 * @param lengthMs how much of the window it covers
 * @param heldAtStart version held at its start, 0 for none
 * @param newestAtStart newest version at its start
 * @param publishes the feed's updates
 * @param seen versions received, duplicates left out
 * @param requests polls and long polls sent
 */
public record Trace(
    String strategy,
    int feed,
    double lengthMs,
    long heldAtStart,
    long newestAtStart,
    List<Event> publishes,
    List<Event> seen,
    List<Request> requests) {

  /** Its name in a trial's folder. */
  public static final String FILE = "trace.json";

  /** A version and when. */
  public record Event(double atMs, long version) {}

  /** A request from its sending to its answer, and whether it brought nothing newer. */
  public record Request(double atMs, double untilMs, boolean empty) {}

  /** Copies the lists. */
  public Trace {
    publishes = List.copyOf(publishes);
    seen = List.copyOf(seen);
    requests = List.copyOf(requests);
  }
}

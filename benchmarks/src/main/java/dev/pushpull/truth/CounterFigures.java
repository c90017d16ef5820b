package dev.pushpull.truth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/**
 * What can be said of clients of one feed when updates are only numbered in their order: nothing of
 * when they were published.
 *
 * @param lost numbers between a client's first and last that it never got, over all clients; a
 *     client that polls skips them by its nature
 * @param doubled messages with a number that the client had got before
 * @param reordered messages with a number that the client had not got, but a higher one
 * @param meanBehind how many numbers clients were behind the highest that any client had got, over
 *     the time from each one's first message on; NaN if there was no such time
 * @param maxBehind the most that a client was behind
 */
public record CounterFigures(
    long lost, long doubled, long reordered, double meanBehind, long maxBehind) {

  private record Sight(int client, long number, long nanos) {}

  /**
   * Counts.
   *
   * @param logs what each client got
   * @param number the number of each version that they have
   * @param endNanos until when clients are followed
   */
  public static CounterFigures of(List<SightLog> logs, LongUnaryOperator number, long endNanos) {
    var sights = new ArrayList<Sight>();
    for (int client = 0; client < logs.size(); client++) {
      SightLog log = logs.get(client);
      for (int i = 0; i < log.size() && log.observedAt(i) < endNanos; i++) {
        sights.add(new Sight(client, number.applyAsLong(log.version(i)), log.observedAt(i)));
      }
    }
    if (sights.isEmpty()) {
      return new CounterFigures(0, 0, 0, Double.NaN, 0);
    }
    sights.sort(Comparator.comparingLong(Sight::nanos));
    var tally = new Tally(logs.size(), sights.getFirst());
    sights.forEach(tally::add);
    return tally.end(endNanos);
  }

  /** One client so far. */
  private static final class Client {
    private final Set<Long> got = new HashSet<>();
    private long lowest;
    private long highest;
    private long sinceNanos;
    private double newestThen;
  }

  /** Hears of all messages in the order of time. Numbers and instants count from the first. */
  private static final class Tally {
    private final List<Client> clients;
    private final Sight first;
    private long newest;
    private long nowNanos;
    private double newestIntegral;
    private double behind;
    private double nanos;
    private long doubled;
    private long reordered;
    private long maxBehind;

    private Tally(int clients, Sight first) {
      this.clients = IntStream.range(0, clients).mapToObj(_ -> new Client()).toList();
      this.first = first;
    }

    private void add(Sight sight) {
      advance(sight.nanos);
      long number = sight.number - first.number;
      Client client = clients.get(sight.client);
      if (client.got.isEmpty()) {
        client.lowest = number;
        hold(client, number);
      } else if (client.got.contains(number)) {
        doubled++;
      } else if (number < client.highest) {
        reordered++;
        client.lowest = Math.min(client.lowest, number);
      } else {
        addHeld(client);
        hold(client, number);
      }
      client.got.add(number);
      newest = Math.max(newest, number);
    }

    private void advance(long toNanos) {
      newestIntegral += (double) newest * (toNanos - first.nanos - nowNanos);
      nowNanos = toNanos - first.nanos;
    }

    private void hold(Client client, long number) {
      client.highest = number;
      client.sinceNanos = nowNanos;
      client.newestThen = newestIntegral;
    }

    private void addHeld(Client client) {
      long held = nowNanos - client.sinceNanos;
      behind += newestIntegral - client.newestThen - (double) client.highest * held;
      nanos += held;
      maxBehind = Math.max(maxBehind, newest - client.highest);
    }

    private CounterFigures end(long endNanos) {
      advance(endNanos);
      long lost = 0;
      for (Client client : clients) {
        if (!client.got.isEmpty()) {
          addHeld(client);
          lost += client.highest - client.lowest + 1 - client.got.size();
        }
      }
      return new CounterFigures(lost, doubled, reordered, behind / nanos, maxBehind);
    }
  }
}

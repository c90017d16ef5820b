package dev.pushpull.record.live;

import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Truth;
import dev.pushpull.spec.target.Way;
import dev.pushpull.text.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The clients of a recording: of each feed one that tells when it changed, and of the first feed
 * one of each further way, to see what it costs.
 *
 * @param clients in the order of their connecting
 */
public record RecordingPlan(List<Client> clients) {

  /** How often a server is polled where its truth does not say. */
  static final Duration POLITE = Duration.ofSeconds(1);

  /** How long a server may hold a long poll. */
  static final Duration HELD = Duration.ofSeconds(30);

  /** Ways by which updates are heard of at once, the one with least between first. */
  private static final List<Way.Kind> PUSHES =
      List.of(Way.Kind.WEBSOCKET, Way.Kind.SSE, Way.Kind.LONG_POLL);

  /**
   * A client.
   *
   * @param feed its number, from 0
   * @param tells whether it tells when updates were published
   */
  public record Client(Strategy strategy, int feed, boolean tells) {

    /** Requests a second, as far as they can be known before. */
    double requestsPerSecond() {
      return switch (strategy) {
        case Strategy.Poll(var pace, boolean _) -> 1e9 / pace.shortest().toNanos();
        case Strategy.LongPoll _ -> 1.0 / HELD.toSeconds();
        case Strategy.ServerSentEvents _, Strategy.WebSocket _ -> 0;
      };
    }

    /** How often it looks; zero if it is told. */
    Duration interval() {
      return strategy instanceof Strategy.Poll(var pace, boolean _)
          ? pace.shortest()
          : Duration.ZERO;
    }
  }

  /** Copies the list. */
  public RecordingPlan {
    clients = List.copyOf(clients);
  }

  /**
   * Of a target.
   *
   * @throws IllegalArgumentException if its truth tells nothing of others' updates
   */
  public static RecordingPlan of(TargetSpec spec) {
    Strategy teller = teller(spec);
    var clients = new ArrayList<Client>();
    for (int feed = 0; feed < spec.feeds().size(); feed++) {
      clients.add(new Client(teller, feed, true));
    }
    if (spec.ways().containsKey(Way.Kind.POLL)) {
      add(poll(false), clients);
      add(poll(true), clients);
    }
    PUSHES.stream().filter(spec.ways()::containsKey).forEach(kind -> add(strategy(kind), clients));
    return new RecordingPlan(clients);
  }

  private static void add(Strategy strategy, List<Client> clients) {
    StrategyKind kind = StrategyKind.of(strategy);
    if (StrategyKind.of(clients.getFirst().strategy()) != kind) {
      clients.add(new Client(strategy, 0, false));
    }
  }

  private static Strategy poll(boolean conditional) {
    return Strategy.parse((conditional ? "conditional-poll@" : "poll@") + "1s");
  }

  private static Strategy strategy(Way.Kind kind) {
    return switch (kind) {
      case POLL -> poll(true);
      case LONG_POLL -> new Strategy.LongPoll();
      case SSE -> new Strategy.ServerSentEvents();
      case WEBSOCKET -> new Strategy.WebSocket();
    };
  }

  private static Strategy teller(TargetSpec spec) {
    return switch (spec.truth()) {
      case Truth.FastPoll(Duration interval) -> new Strategy.Poll(new Pace.Fixed(interval), true);
      case Truth.Probe(Way.Kind way) -> strategy(way);
      case Truth.Time _ ->
          strategy(
              PUSHES.stream().filter(spec.ways()::containsKey).findFirst().orElse(Way.Kind.POLL));
      case Truth.Publish _ ->
          throw new IllegalArgumentException(
              "truth publish tells only of updates that pushpull publishes itself, and a recording"
                  + " is of real ones; give truth: time, {probe: WAY} or {fast-poll: INTERVAL}");
      case Truth.Counters _ ->
          throw new IllegalArgumentException(
              "truth counters does not tell when updates were published; give truth: time,"
                  + " {probe: WAY} or {fast-poll: INTERVAL}");
    };
  }

  /** All requests a second, as far as they can be known before. */
  public double requestsPerSecond() {
    return clients.stream().mapToDouble(Client::requestsPerSecond).sum();
  }

  /**
   * Checks that the server is not asked too much.
   *
   * @param most requests a second
   * @throws IllegalArgumentException with all figures
   */
  public void check(int most) {
    if (requestsPerSecond() > most) {
      throw new IllegalArgumentException(
          "%s make %s requests/s, more than --max-requests %s; record fewer feeds with --feed, poll"
                  .formatted(this, Numbers.plain(requestsPerSecond()), most)
              + " less often, or allow more if the server is yours");
    }
  }

  /** How many clients of each strategy, such as {@code 2 × conditional-poll@20ms, 1 × sse}. */
  @Override
  public String toString() {
    Map<String, Long> counts =
        clients.stream()
            .collect(
                Collectors.groupingBy(
                    client -> client.strategy().toString(),
                    LinkedHashMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(each -> each.getValue() + " × " + each.getKey())
        .collect(Collectors.joining(", "));
  }
}

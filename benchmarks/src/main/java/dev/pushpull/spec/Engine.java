package dev.pushpull.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What a workload's clients are made of. */
public enum Engine {
  /** OkHttp: everything, as many as asked for. */
  OKHTTP(new Limits(_ -> true, "any", List.of(Protocol.values()), _ -> true, "any", 0)),

  /** Netty: a few event loops for all clients, so that one process has them by the ten thousand. */
  NETTY(new Limits(_ -> true, "any", List.of(Protocol.values()), _ -> true, "any", 0)),
  /** The page's own client code in a headless Chromium; one client of plain feeds. */
  BROWSER(
      new Limits(
          strategy ->
              strategy.isPush()
                  || (strategy instanceof Strategy.Poll(Pace pace, boolean _)
                      && pace instanceof Pace.Fixed),
          "poll@INTERVAL, conditional-poll@INTERVAL, long-poll, sse or websocket",
          List.of(Protocol.H1),
          Scenario.Feeds.class::isInstance,
          "feeds",
          1)),

  /** Bare blocking sockets that read the same frames: the floor under OkHttp's WebSocket. */
  SOCKET(
      new Limits(
          Strategy.WebSocket.class::isInstance,
          "websocket",
          List.of(Protocol.H1, Protocol.H1_TLS),
          scenario -> scenario instanceof Scenario.Feeds || scenario instanceof Scenario.Courier,
          "feeds or courier",
          0));

  /**
   * What it can do.
   *
   * @param how it can listen by these strategies
   * @param strategies the same in words
   * @param protocols what it can speak
   * @param scenario it can measure these scenarios
   * @param scenarios the same in words
   * @param clients how many clients, and feeds, it always has; 0: as many as asked for
   */
  private record Limits(
      Predicate<Strategy> how,
      String strategies,
      List<Protocol> protocols,
      Predicate<Scenario> scenario,
      String scenarios,
      int clients) {}

  @SuppressWarnings("ImmutableEnumChecker") // its lists and functions never change
  private final Limits limits;

  Engine(Limits limits) {
    this.limits = limits;
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Engine parse(String text) {
    return Settings.named("engine", Engine.class, text);
  }

  /** Whether its clients can listen so. */
  public boolean supports(Strategy strategy) {
    return limits.how.test(strategy);
  }

  /** Why its clients cannot speak a protocol; empty if they can. */
  public Optional<String> refusal(Protocol protocol) {
    List<Protocol> known = limits.protocols;
    return unless(known.contains(protocol), "protocol", Settings.joined(known, " or "), protocol);
  }

  /** Why it cannot measure this, in one line; empty if it can. */
  public Optional<String> refusal(Strategy strategy, Workload workload) {
    Scenario scenario = workload.scenario();
    return unless(supports(strategy), "strategy", limits.strategies, strategy)
        .or(() -> unless(limits.scenario.test(scenario), "scenario", limits.scenarios, scenario))
        .or(() -> refusal(workload.protocol()))
        .or(() -> unlessFew("subscribers", workload.subscribers()))
        .or(() -> unlessFew("feeds", workload.feeds()));
  }

  private Optional<String> unlessFew(String key, int value) {
    return unless(fitted(value) == value, key, Integer.toString(limits.clients), value);
  }

  private static Optional<String> unless(boolean fits, String key, String bound, Object value) {
    return fits
        ? Optional.empty()
        : Optional.of(
            "%s must be %s, but is %s, so change it or use engine %s"
                .formatted(key, bound, value, OKHTTP));
  }

  /** How many clients, and feeds, it has, if so many are asked for. */
  int fitted(int asked) {
    return limits.clients == 0 ? asked : limits.clients;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

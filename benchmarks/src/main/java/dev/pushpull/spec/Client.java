package dev.pushpull.spec;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What subscribers are made of. */
public enum Client {
  /** OkHttp, or bare sockets where the strategy says so; as many as asked for. */
  OKHTTP("okhttp"),

  /** The page's own client code in a headless Chromium; one. */
  BROWSER("browser");

  private final String label;

  Client(String label) {
    this.label = label;
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Client parse(String text) {
    for (Client client : values()) {
      if (client.label.equals(text)) {
        return client;
      }
    }
    String labels = Arrays.stream(values()).map(Client::toString).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "client must be one of %s, but is '%s'".formatted(labels, text));
  }

  /** Why it cannot listen by a strategy; empty if it can. */
  public Optional<String> refusal(Strategy strategy) {
    boolean can =
        switch (strategy) {
          case Strategy.Poll poll -> poll.pace() instanceof Pace.Fixed;
          case Strategy.RawWebSocket _ -> false;
          case Strategy.LongPoll _, Strategy.ServerSentEvents _, Strategy.WebSocket _ -> true;
        };
    return this == OKHTTP || can
        ? Optional.empty()
        : Optional.of("use poll@INTERVAL, conditional-poll@INTERVAL, long-poll, sse or websocket");
  }

  /** Why it cannot tell a workload's story, or not with so many; empty if it can. */
  Optional<String> refusal(Workload workload) {
    if (this == OKHTTP) {
      return Optional.empty();
    }
    if (workload.subscribers() != 1) {
      return Optional.of(
          "a browser is one client, so subscribers must be 1, but is " + workload.subscribers());
    }
    if (workload.feeds() != 1) {
      return Optional.of("a browser is one client, so feeds must be 1, but is " + workload.feeds());
    }
    if (workload.protocol() != Protocol.H1) {
      return Optional.of("protocol must be h1, but is " + workload.protocol());
    }
    return workload.scenario() instanceof Scenario.Feeds
        ? Optional.empty()
        : Optional.of("a browser supports only feeds, so scenario must be feeds");
  }

  @Override
  public String toString() {
    return label;
  }
}

package dev.pushpull.spec;

import dev.pushpull.sut.schedule.Arrivals;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is not the strategy.
 *
 * @param arrivals what makes each feed's updates
 * @param feeds how many feeds, 1 to 10,000
 * @param subscribers how many clients, spread evenly over the feeds, 1 to 100,000
 * @param payloadBytes length of each update's payload, 0 to 60,000 (a WebSocket frame holds 64 KiB)
 * @param protocol what carries the requests
 * @param scenario what feeds and subscribers stand for
 * @param engine what its subscribers are made of
 */
public record Workload(
    Arrivals arrivals,
    int feeds,
    int subscribers,
    int payloadBytes,
    Protocol protocol,
    Scenario scenario,
    Engine engine) {

  /** Checks each bound; the message names the key, the bound and the value. */
  public Workload {
    Settings.check("feeds", feeds, 1, 10_000);
    Settings.check("subscribers", subscribers, 1, 100_000);
    Settings.check("payload", payloadBytes, 0, 60_000);
    if (scenario instanceof Scenario.JobStatus) {
      checkJobs(feeds, subscribers, payloadBytes);
    }
    if (scenario instanceof Scenario.Chat) {
      Settings.check("payload", payloadBytes, Scenario.Chat.MIN_PAYLOAD_BYTES, 60_000);
      Settings.check("feeds", feeds, 1, subscribers); // A room without members is silent.
    }
  }

  /** Values that change, and OkHttp's clients that want to know. */
  public Workload(
      Arrivals arrivals, int feeds, int subscribers, int payloadBytes, Protocol protocol) {
    this(arrivals, feeds, subscribers, payloadBytes, protocol, new Scenario.Feeds(), Engine.OKHTTP);
  }

  /** Each client has an arrival process of its own, and what a job says has no room for more. */
  private static void checkJobs(int feeds, int subscribers, int payloadBytes) {
    if (feeds != subscribers) {
      throw new IllegalArgumentException(
          "feeds must equal subscribers (%s) in job-status, since each submits its own jobs, but is %s"
              .formatted(subscribers, feeds));
    }
    if (payloadBytes != 0) {
      throw new IllegalArgumentException(
          "payload must be 0 in job-status, whose updates are job states, but is " + payloadBytes);
    }
  }

  /** A copy with another scenario; what that scenario fixes is fixed. */
  public Workload withScenario(Scenario other) {
    return other instanceof Scenario.JobStatus
        ? new Workload(arrivals, subscribers, subscribers, 0, protocol, other, engine)
        : new Workload(arrivals, feeds, subscribers, payloadBytes, protocol, other, engine);
  }

  /** A copy on another engine; a browser is one client of one feed. */
  public Workload on(Engine other) {
    return new Workload(
        arrivals,
        other.fitted(feeds),
        other.fitted(subscribers),
        payloadBytes,
        protocol,
        scenario,
        other);
  }

  /** The feed that a subscriber listens to; subscribers are numbered from 0. */
  public int feedOf(int subscriber) {
    return subscriber % feeds;
  }

  /**
   * What the server of a {@code hinted} strategy announces as {@code max-age}: the mean gap between
   * a feed's updates in whole seconds, 1 to 3,600.
   */
  public int hintSeconds() {
    double gapSeconds =
        switch (arrivals) {
          case Arrivals.Burst burst -> 1 / burst.burstsPerSecond();
          case Arrivals.Gaps gaps -> 1 / gaps.ratePerPeriodSecond();
          case Arrivals.Trace trace ->
              trace.offsetsNanos().getLast() / 1e9 / Math.max(1, trace.offsetsNanos().size() - 1);
          default -> 1 / arrivals.ratePerSecond();
        };
    return Math.clamp(Math.round(gapSeconds), 1, 3_600);
  }

  /**
   * How the workload is named in tables, such as {@code poisson:2/s, 10 feeds, 100 subscribers, 64
   * B, h1}, behind {@code courier, } or another scenario if it is one, before {@code , browser} or
   * {@code , netty} if that is the engine. Bare sockets stand in {@link StrategyName}.
   */
  public String label() {
    return label(
        scenario,
        arrivals.toString(),
        feeds,
        subscribers,
        payloadBytes,
        protocol.toString(),
        engine == Engine.OKHTTP || engine == Engine.SOCKET ? "" : engine.toString());
  }

  /**
   * The same of facts that were stored. Of a server that is not ours, the payload is its own, and
   * so are the updates unless they are published here.
   *
   * @param engine empty if it is not named
   */
  public static String label(
      Scenario scenario,
      String arrivals,
      int feeds,
      int subscribers,
      int payloadBytes,
      String protocol,
      String engine) {
    boolean ours = !(scenario instanceof Scenario.External);
    boolean publishes = !(scenario instanceof Scenario.External other) || other.publishes();
    return Stream.of(
            scenario instanceof Scenario.Feeds ? "" : scenario.toString(),
            publishes ? arrivals : "",
            feeds + " feeds",
            subscribers + " subscribers",
            ours ? payloadBytes + " B" : "",
            protocol,
            engine)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}

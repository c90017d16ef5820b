package dev.pushpull.report.operation;

import dev.pushpull.spec.OperationSpec;
import java.util.Map;

/** What operations are called before people, in one place. */
public final class OperationNames {

  /** The groups of a report, in its order. */
  public enum Group {
    /** A question and its answer on a connection that is open. */
    ROUND_TRIP("Round trip"),
    /** From no connection to the first update. */
    CONNECT("Connect"),
    /** One publish to many. */
    FAN_OUT("Fan-out"),
    /** From a publish at any moment until it is seen. */
    DELIVERY("Delivery"),
    /** What measuring itself costs. */
    HARNESS("Harness"),
    /** Benchmarks that this version does not know. */
    OTHER("Other");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** For a heading. */
    public String title() {
      return title;
    }
  }

  /**
   * A name.
   *
   * @param label such as {@code poll, 304}
   * @param kind of strategy that it is drawn like, such as {@code conditional-poll}; {@code other}
   */
  public record Name(Group group, String label, String kind) {}

  private static final Map<String, Name> NAMES =
      Map.ofEntries(
          roundTrip("pollNew", "poll, new content", "poll"),
          roundTrip("pollNotModified", "poll, 304", "conditional-poll"),
          roundTrip("longPoll", "long-poll answer", "long-poll"),
          roundTrip("webSocketEcho", "WebSocket echo", "websocket"),
          roundTrip("sseEvent", "SSE event", "sse"),
          name(Group.CONNECT, "Connect.poll", "first poll", "poll"),
          name(Group.CONNECT, "Connect.pollResumed", "first poll, resumed", "poll"),
          name(Group.CONNECT, "Connect.webSocket", "WebSocket", "websocket"),
          name(Group.CONNECT, "Connect.webSocketResumed", "WebSocket, resumed", "websocket"),
          name(Group.CONNECT, "Connect.upgrade", "the upgrade alone", "websocket"),
          name(Group.FAN_OUT, "FanOut.webSocket", "WebSocket", "websocket"),
          name(Group.FAN_OUT, "FanOut.sse", "SSE", "sse"),
          name(Group.FAN_OUT, "FanOut.longPoll", "parked long polls", "long-poll"),
          harness("encodeUpdate", "encode an update"),
          harness("decodeUpdate", "decode an update"),
          harness("recordObservation", "record an observation"),
          harness("stalenessRamps", "staleness from the logs"),
          harness("nextPollFixed", "next poll, fixed interval"),
          harness("nextPollJittered", "next poll, jittered"),
          harness("nextPollAdaptive", "next poll, adaptive"),
          harness("simulatePoll", "simulate a poll"));

  private OperationNames() {}

  private static Map.Entry<String, Name> roundTrip(String method, String label, String kind) {
    return name(Group.ROUND_TRIP, "RoundTrip." + method, label, kind);
  }

  private static Map.Entry<String, Name> harness(String method, String label) {
    return name(Group.HARNESS, "HarnessCost." + method, label, "other");
  }

  private static Map.Entry<String, Name> name(
      Group group, String benchmark, String label, String kind) {
    return Map.entry(benchmark, new Name(group, label, kind));
  }

  /** An operation's name: its benchmark's own where this version does not know it. */
  public static Name of(OperationSpec spec) {
    String benchmark = spec.benchmark();
    String strategy = spec.params().getOrDefault("strategy", "");
    if (benchmark.equals("Delivery.delivery") && !strategy.isEmpty()) {
      return new Name(Group.DELIVERY, strategy, strategy.replaceFirst("@.*", ""));
    }
    Name floored = NAMES.get(benchmark.replace("RoundTripFloor.", "RoundTrip."));
    if (floored != null && benchmark.startsWith("RoundTripFloor.")) {
      return new Name(Group.ROUND_TRIP, "floor: " + floored.label(), "raw-websocket");
    }
    Group other =
        benchmark.startsWith("HarnessCost.")
            ? Group.HARNESS
            : benchmark.startsWith("Delivery.") ? Group.DELIVERY : Group.OTHER;
    return floored == null ? new Name(other, benchmark, "other") : floored;
  }
}

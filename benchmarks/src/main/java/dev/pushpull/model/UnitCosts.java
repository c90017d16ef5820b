package dev.pushpull.model;

import dev.pushpull.spec.Strategy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each answer, message and open connection costs, as a run measured it; null where the run
 * does not tell.
 *
 * <p>The payload is in none of them: an update's JSON carries it once, unescaped, so that {@link
 * #perSecond} adds its length wherever an update goes. Lengths of lengths (frame headers,
 * Content-Length, chunk sizes) differ by a few bytes. CPU is taken as independent of the payload,
 * which holds up to a few KiB, and as falling for every kind alike as the server gets busier.
 *
 * @param runId the run that it was computed from
 * @param payloadBytes the payload of that run
 * @param pollCpu what a poll answered 200 takes, by the server's rate; null if no CPU was measured
 * @param poll one poll answered 200
 * @param conditionalPoll one conditional poll answered 200
 * @param notModified one conditional poll answered 304
 * @param longPoll one long poll answered 200
 * @param longPollTimeout one long poll answered 304 after its wait
 * @param event one server-sent event
 * @param frame one WebSocket message
 * @param streamSecond an open event stream, per second: its heartbeats
 * @param socketSecond an open WebSocket, per second: pings and pongs
 * @param streamOpening opening and closing an event stream, CPU not measured and 0
 * @param socketOpening opening and closing a WebSocket, CPU not measured and 0
 * @param notes what a reader must know, one sentence each
 */
public record UnitCosts(
    String runId,
    int payloadBytes,
    @Nullable PollCpu pollCpu,
    @Nullable UnitCost poll,
    @Nullable UnitCost conditionalPoll,
    @Nullable UnitCost notModified,
    @Nullable UnitCost longPoll,
    @Nullable UnitCost longPollTimeout,
    @Nullable UnitCost event,
    @Nullable UnitCost frame,
    UnitCost streamSecond,
    UnitCost socketSecond,
    @Nullable UnitCost streamOpening,
    @Nullable UnitCost socketOpening,
    List<String> notes) {

  /** The server's rate, in messages per second, at which {@link UnitCost#serverCpuMicros} holds. */
  public static final double AT_PER_SECOND = 100;

  /** The server's pings and comments, on each connection, unless it is told otherwise. */
  public static final double HEARTBEATS_PER_SECOND = 1.0 / 15;

  /** Copies the list. */
  public UnitCosts {
    notes = List.copyOf(notes);
  }

  /** The same bytes, as if no CPU had been measured. */
  public UnitCosts withoutCpu() {
    return new UnitCosts(
        runId,
        payloadBytes,
        null,
        poll,
        conditionalPoll,
        notModified,
        longPoll,
        longPollTimeout,
        event,
        frame,
        streamSecond,
        socketSecond,
        streamOpening,
        socketOpening,
        notes);
  }

  /**
   * What is not known of a strategy, as a sentence that also says what is left out for it; empty:
   * all is known.
   */
  public Optional<String> lack(Strategy strategy) {
    return switch (strategy) {
      case Strategy.Poll(_, boolean conditional) when conditional ->
          lack(
              conditionalPoll == null || notModified == null,
              "conditional polls with two different shares of 304s",
              "conditional polling");
      case Strategy.Poll _ -> lack(poll == null, "polls", "polling");
      case Strategy.LongPoll _ -> lack(longPoll == null, "long polls", "long polling");
      case Strategy.ServerSentEvents _ ->
          lack(event == null, "server-sent events", "server-sent events");
      case Strategy.WebSocket _ -> lack(frame == null, "WebSockets", "WebSocket");
    };
  }

  private Optional<String> lack(boolean lacks, String trials, String advice) {
    String sentence =
        "run %s has no usable trial of %s: its cost is unknown, and advice about %s is left out"
            .formatted(runId, trials, advice);
    return lacks ? Optional.of(sentence) : Optional.empty();
  }

  /**
   * What traffic costs per second: bytes with the payloads, CPU at the server's rate.
   *
   * @param payloadBytes length of each update's payload
   * @throws IllegalArgumentException if a kind of it was not measured; the message says which
   */
  public UnitCost perSecond(Traffic traffic, int payloadBytes) {
    UnitCost sum =
        of(poll, "polls", traffic.polls())
            .plus(of(conditionalPoll, "conditional polls", traffic.conditionalPolls()))
            .plus(of(notModified, "answers 304", traffic.notModified()))
            .plus(of(longPoll, "long polls", traffic.longPolls()))
            .plus(of(longPollTimeout, "long polls", traffic.longPollTimeouts()))
            .plus(of(event, "server-sent events", traffic.events()))
            .plus(of(frame, "WebSockets", traffic.frames()))
            .plus(streamSecond.times(traffic.openStreams()))
            .plus(socketSecond.times(traffic.openSockets()));
    Double micros = sum.serverCpuMicros();
    double rate = traffic.requests() + traffic.pushes();
    return new UnitCost(
        sum.bytesUp(),
        sum.bytesDown() + payloadBytes * traffic.updatesCarried(),
        micros == null || pollCpu == null
            ? null
            : Double.valueOf(micros * (pollCpu.micros(rate) / pollCpu.micros(AT_PER_SECOND))));
  }

  private UnitCost of(@Nullable UnitCost cost, String kind, double perSecond) {
    if (perSecond == 0) {
      return UnitCost.NONE;
    }
    if (cost == null) {
      throw new IllegalArgumentException(
          "run %s has no usable trial of %s, so their cost is unknown".formatted(runId, kind));
    }
    return cost.times(perSecond);
  }
}

package dev.pushpull.trial.chat;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.target.Target;
import dev.pushpull.text.UnitValue;
import dev.pushpull.trial.BurnIn;
import dev.pushpull.trial.FeedsTrial;
import dev.pushpull.trial.Life;
import dev.pushpull.trial.MeasuredWindow;
import dev.pushpull.trial.WindowFigures;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Rooms whose members send, and get what all of them sent. A room is a feed: a log that its members
 * alone publish to.
 *
 * <pre>
 *   room 1, member 1 ── polls, long polls or SSE ──┐
 *   room 1, member 1 ── POST of each message ──────┼──&gt; data listener ── room 1, room 2 …
 *   room 1, member 2 ── WebSocket, both ways ──────┘       (logs that members alone publish to)
 *   …
 *   cutter           ── resets a member's connections now and then
 *   trial            ── control ──────────────────────&gt; control listener (logs, counters)
 * </pre>
 */
public final class ChatTrial extends FeedsTrial<ChatMeters> {

  private static final int MIN_KEPT = 1_000;
  private static final int MAX_KEPT = 20_000;
  private static final double KEPT_SECONDS = 30;
  private static final long BURN_IN_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Scenario.Chat chat;

  /** Nothing is created on the server yet. */
  public ChatTrial(TrialSpec spec, Scenario.Chat chat, Target server) {
    super(spec, server);
    this.chat = chat;
  }

  /** A room that keeps what a member misses while it is away for a while or waits to poll. */
  @Override
  public FeedSpec order(String name, long seed) {
    double seconds = KEPT_SECONDS + 2 * spec.strategy().longestInterval().toNanos() / 1e9;
    double kept = spec.workload().arrivals().ratePerSecond() * seconds;
    return new FeedSpec(
        name,
        new UpdateSource.ClientsOnly(),
        seed,
        spec.workload().payloadBytes(),
        spec.hintSeconds(),
        FeedKind.LOG,
        (int) Math.clamp(kept, MIN_KEPT, MAX_KEPT));
  }

  /** Two hundred messages a second, polled for as fast as it is answered. */
  @Override
  public BurnIn<?> burnIn(ClientEngine engine) throws IOException, InterruptedException {
    String room = burnInFeed();
    control.createFeeds(List.of(order(room, spec.seed())));
    control.start(0, 0);
    var members = new ChatSlice(spec, 0, engine, BURN_IN_CLIENTS, 1, _ -> server.feed(room), 0);
    return new FeedBurnIn<>(members) {
      @Override
      public void start() {
        slice.startClosedLoop();
        long start = System.nanoTime() + BURN_IN_GAP_NANOS;
        slice.talk(_ -> steady(start));
      }
    };
  }

  private static LongSupplier steady(long startNanos) {
    return LongStream.iterate(startNanos, due -> due + BURN_IN_GAP_NANOS).iterator()::nextLong;
  }

  /** The rooms are there, and nobody is in them. */
  @Override
  public void beginBaseline(long clockOffsetNanos) throws IOException, InterruptedException {
    createFeeds(clockOffsetNanos);
  }

  @Override
  public ChatSlice create(ClientEngine engine, long clockOffsetNanos) {
    int members = spec.workload().subscribers();
    int rooms = spec.workload().feeds();
    return new ChatSlice(
        spec, chat.cutsPerSecond(), engine, members, rooms, this::address, clockOffsetNanos);
  }

  @Override
  public Map<String, UnitValue> figures(MeasuredWindow<ChatMeters> window) {
    var chat = window.meters().chat;
    return new WindowFigures()
        .addLatency("senderToReceiver", chat.latency)
        .addLatency("echo", chat.echo)
        .add("messagesSent", (double) chat.sent(), "#")
        .addAll(window, spec.workload().subscribers())
        .add("undelivered", (double) chat.undelivered.get(), "#")
        .byName();
  }

  @Override
  public TrialResult result(
      List<MeasuredWindow<ChatMeters>> windows,
      List<List<PublishLog>> windowLogs,
      List<PublishLog> logs,
      Life life) {
    return new ChatOutcome(spec, windows, logs, life).result();
  }
}

package dev.pushpull.trial;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Window;
import dev.pushpull.plan.Seeds;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Members of rooms, each room as a whole. */
final class ChatSlice extends LocalSlice<List<PublishLog>, ChatMeters> {

  private static final Duration ARRIVAL = Duration.ofSeconds(3);
  private static final Duration SENDING = Duration.ofSeconds(15);

  private final TrialSpec spec;
  private final double cutsPerSecond;
  private final ChatFleet fleet;
  private @Nullable Cutter cutter;
  private boolean allSent;

  private ChatSlice(TrialSpec spec, Scenario.Chat chat, ChatFleet fleet) {
    super(fleet.subscribers().clients(), ChatMeters::new);
    this.spec = spec;
    this.cutsPerSecond = chat.cutsPerSecond();
    this.fleet = fleet;
  }

  /**
   * All members of a trial, not connected yet.
   *
   * @param rooms the address of each
   */
  static ChatSlice of(
      TrialSpec spec,
      Scenario.Chat chat,
      ClientEngine engine,
      List<URI> rooms,
      long serverClockOffsetNanos) {
    int members = spec.workload().subscribers();
    return new ChatSlice(
        spec, chat, new ChatFleet(engine, spec.strategy(), rooms, members, serverClockOffsetNanos));
  }

  /** Messages come so that a window opens at the same place of each room's process. */
  @Override
  public void start(long fromNanos, long firstWindowNanos) {
    fleet.subscribers().start(spec, fromNanos);
    fleet.talk(spec, room -> PlannedArrivals.of(spec, room, firstWindowNanos).dueTimes());
    cutter =
        Cutter.begin(
            cutsPerSecond,
            Seeds.cuts(spec.seed(), spec.repeat()),
            fleet.subscribers().clients(),
            spec.workload().subscribers());
  }

  /** Everyone has what was sent in the window, and polled. */
  @Override
  public BooleanSupplier settled(List<PublishLog> told, long startNanos, long endNanos) {
    List<Probe> probes = fleet.subscribers().probes();
    return () ->
        fleet.haveAll(endNanos) && probes.stream().allMatch(probe -> probe.settled(0, endNanos));
  }

  @Override
  ChatMeters meter(List<PublishLog> told, Window window) {
    return ChatMeters.of(window, told, fleet.probesByRoom());
  }

  @Override
  Map<String, Histogram> byMetric(ChatMeters meters, List<PublishLog> told, Window window) {
    return FeedSlice.withLag(meters.byMetric(), told, window);
  }

  /**
   * No one is cut off any more, no one sends any more, all that was sent is confirmed as published,
   * then everyone gets it: only so can nothing be missing. A poller gets the last message with its
   * next poll, one that was cut off after its return.
   */
  @Override
  public boolean stop(Patience patience) throws IOException, InterruptedException {
    if (cutter != null) {
      cutter.end(ARRIVAL.toNanos());
    }
    fleet.fallSilent();
    allSent = patience.until(fleet::allSent, SENDING);
    patience.until(
        () -> fleet.haveAll(Long.MAX_VALUE), spec.strategy().longestInterval().plus(ARRIVAL));
    clients().stop();
    return true;
  }

  @Override
  public boolean finish(List<PublishLog> told, Patience patience) throws InterruptedException {
    return clients().awaitQuiet(ForkLife.TIMEOUT);
  }

  @Override
  void addLife(LifeTotals life, List<PublishLog> told) {
    List<List<ChatProbe>> rooms = fleet.probesByRoom();
    for (int room = 0; room < rooms.size(); room++) {
      ChatMeters.addLife(life, rooms.get(room), told.get(room), spec.workload().payloadBytes());
    }
    life.add(Total.CUTS, cutter == null ? 0 : cutter.cuts());
    life.add(Total.UNCONFIRMED, allSent ? 0 : 1);
  }
}

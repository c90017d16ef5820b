package dev.pushpull.trial.chat;

import dev.pushpull.engine.ChatMessage;
import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.MemberFleet;
import dev.pushpull.engine.thread.Worker;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.trial.Awaiter;
import dev.pushpull.trial.FeedsSlice;
import dev.pushpull.trial.ForkLife;
import dev.pushpull.trial.PlannedArrivals;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** Members of rooms, each room as a whole, and what they say to each other. */
final class ChatSlice extends FeedsSlice<MemberFleet, ChatProbe, List<PublishLog>, ChatMeters> {

  private static final Duration SENDING = Duration.ofSeconds(15);
  private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final double cutsPerSecond;
  private final List<List<ChatProbe>> rooms;
  private final List<Worker> conversations = new ArrayList<>();
  private final AtomicLong cuts = new AtomicLong();
  private Worker cutter = Worker.NONE;
  private boolean allSent;

  /**
   * Members that are not connected yet, member {@code i} in room {@code i mod count}.
   *
   * @param addresses of the rooms
   * @throws IllegalArgumentException if the engine's clients cannot send
   */
  ChatSlice(
      TrialSpec spec,
      double cutsPerSecond,
      ClientEngine engine,
      int members,
      int count,
      IntFunction<URI> addresses,
      long serverClockOffsetNanos) {
    super(
        spec,
        members,
        member -> new ChatProbe(member, member % count, serverClockOffsetNanos),
        addresses,
        engine::members,
        ChatMeters::new);
    this.cutsPerSecond = cutsPerSecond;
    this.rooms =
        IntStream.range(0, count)
            .mapToObj(room -> probes.stream().filter(probe -> probe.feed == room).toList())
            .toList();
  }

  /** Messages come so that a window opens at the same place of each room's process. */
  @Override
  public void start(long fromNanos, long firstWindowNanos) {
    super.start(fromNanos, firstWindowNanos);
    talk(room -> PlannedArrivals.of(spec, room, firstWindowNanos).dueTimes());
    var random = new Random(Seeds.cuts(spec.seed(), spec.repeat()));
    if (cutsPerSecond > 0) {
      cutter = openLoop("cutter", cutTimes(random), _ -> cut(random));
    }
  }

  /** A Poisson process. */
  private LongSupplier cutTimes(Random random) {
    double[] next = {System.nanoTime()};
    return () -> {
      next[0] += -Math.log1p(-random.nextDouble()) / cutsPerSecond * SECOND_NANOS;
      return (long) next[0];
    };
  }

  /** Cuts off one of all, at random. */
  private void cut(Random random) {
    if (clients.cut(random.nextInt(probes.size()))) {
      cuts.incrementAndGet();
    }
  }

  /** Lets them talk; a room without members stays silent. */
  void talk(IntFunction<LongSupplier> dueTimes) {
    for (int room = 0; room < rooms.size(); room++) {
      if (!rooms.get(room).isEmpty()) {
        var turns =
            new ShuffledRounds<>(rooms.get(room), Seeds.turns(spec.seed(), spec.repeat(), room));
        conversations.add(
            openLoop("room-" + room, dueTimes.apply(room), due -> say(turns.next(), due)));
      }
    }
  }

  /**
   * Does something each time that it is due, on a thread of its own, whatever became of the times
   * before.
   *
   * @param dueTimes rising instants of {@code System.nanoTime()}; MAX_VALUE at the end
   * @param does hears when it was due
   */
  private static Worker openLoop(String name, LongSupplier dueTimes, LongConsumer does) {
    return Worker.start(
        name,
        self -> {
          long due = dueTimes.getAsLong();
          while (due != Long.MAX_VALUE && self.sleepUntil(due)) {
            does.accept(due);
            due = dueTimes.getAsLong();
          }
        });
  }

  private static void end(Worker loop, long timeoutNanos) throws InterruptedException {
    loop.stop();
    loop.awaitEnd(timeoutNanos);
  }

  private void say(ChatProbe speaker, long dueNanos) {
    long now = System.nanoTime();
    var message = new ChatMessage(speaker.client, speaker.sent.size() + 1, now);
    speaker.sent.add(dueNanos, now);
    clients.send(speaker.client, message.payload(spec.workload().payloadBytes()));
  }

  /** Everyone has what was sent in the window, and polled. */
  @Override
  public BooleanSupplier settled(List<PublishLog> logs, long startNanos, long endNanos) {
    return () -> haveAll(endNanos) && probes.stream().allMatch(probe -> probe.settled(0, endNanos));
  }

  /** Whether every member has received all that was sent in its room before an instant. */
  private boolean haveAll(long beforeNanos) {
    return rooms.stream().allMatch(room -> haveAll(room, beforeNanos));
  }

  private static boolean haveAll(List<ChatProbe> room, long beforeNanos) {
    int[] last =
        room.stream().mapToInt(sender -> sender.sent.firstAtOrAfter(beforeNanos) - 1).toArray();
    long sent = IntStream.of(last).asLongStream().sum();
    for (ChatProbe receiver : room) {
      if (receiver.messages.received() < sent) {
        return false;
      }
      for (int i = 0; i < last.length; i++) {
        if (last[i] > 0 && !receiver.messages.reaches(room.get(i).client, last[i])) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public ChatMeters meter(List<PublishLog> logs, Window window) {
    return ChatMeters.of(window, logs, rooms);
  }

  /**
   * No one is cut off any more, no one sends any more, all that was sent is confirmed as published,
   * then everyone gets it: only so can nothing be missing. A poller gets the last message with its
   * next poll, one that was cut off after its return.
   */
  @Override
  public boolean stop(Awaiter awaiter) throws IOException, InterruptedException {
    end(cutter, ARRIVAL.toNanos());
    for (Worker conversation : conversations) {
      end(conversation, SILENCE_NANOS);
    }
    allSent = awaiter.until(() -> !clients.isSending(), SENDING);
    awaiter.until(() -> haveAll(Long.MAX_VALUE), spec.strategy().longestInterval().plus(ARRIVAL));
    clients.stop();
    return true;
  }

  @Override
  public boolean finish(List<PublishLog> logs, Awaiter awaiter) throws InterruptedException {
    return clients.awaitQuiet(ForkLife.TIMEOUT);
  }

  @Override
  public void addLife(LifeTotals life, List<PublishLog> logs) {
    for (int room = 0; room < rooms.size(); room++) {
      ChatMeters.addLife(life, rooms.get(room), logs.get(room), spec.workload().payloadBytes());
    }
    life.add(Total.CUTS, cuts.get());
    life.add(Total.UNCONFIRMED, allSent ? 0 : 1);
  }
}

package dev.pushpull.trial;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.client.FleetOrder;
import dev.pushpull.client.MemberFleet;
import dev.pushpull.plan.Seeds;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All members of all rooms of a trial, and what they say to each other. Used by one thread. */
final class ChatFleet {

  private static final long END_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Fleet<MemberFleet> fleet;
  private final List<List<ChatProbe>> rooms;
  private final List<Conversation> conversations = new ArrayList<>();

  /**
   * Members that are not connected yet.
   *
   * @param rooms the address of each; member {@code i} is in room {@code i mod rooms}
   * @throws IllegalArgumentException if the engine's clients cannot send
   */
  ChatFleet(
      ClientEngine engine,
      Strategy strategy,
      List<URI> rooms,
      int members,
      long serverClockOffsetNanos) {
    List<Probe> probes = Fleet.probes(members, rooms.size(), serverClockOffsetNanos);
    List<ChatProbe> all = probes.stream().map(ChatProbe::new).toList();
    List<URI> addresses = probes.stream().map(probe -> rooms.get(probe.feed())).toList();
    MemberFleet clients =
        engine
            .members(new FleetOrder(strategy, addresses, ForkLife.TIMEOUT), all::get)
            .orElseThrow(() -> new IllegalArgumentException("the engine's clients cannot send"));
    this.fleet = new Fleet<>(clients, probes);
    Map<Integer, List<ChatProbe>> byRoom =
        all.stream().collect(Collectors.groupingBy(ChatProbe::room));
    this.rooms =
        IntStream.range(0, rooms.size())
            .mapToObj(room -> byRoom.getOrDefault(room, List.of()))
            .toList();
  }

  /** Connections, polls, bytes: what these have in common with all subscribers. */
  Fleet<MemberFleet> subscribers() {
    return fleet;
  }

  /** The members of each room. */
  List<List<ChatProbe>> probesByRoom() {
    return rooms;
  }

  /** Lets them talk; a room without members stays silent. */
  void talk(TrialSpec spec, IntFunction<LongSupplier> dueTimes) {
    for (int room = 0; room < rooms.size(); room++) {
      if (!rooms.get(room).isEmpty()) {
        List<Speaker> speakers =
            rooms.get(room).stream().map(probe -> new Speaker(fleet.clients(), probe)).toList();
        var turns = new Turns<>(speakers, Seeds.turns(spec.seed(), spec.repeat(), room));
        conversations.add(
            Conversation.begin(
                "room-" + room, turns, dueTimes.apply(room), spec.workload().payloadBytes()));
      }
    }
  }

  /** Nobody begins a new message any more. */
  void fallSilent() throws InterruptedException {
    for (Conversation conversation : conversations) {
      conversation.end(END_NANOS);
    }
  }

  /** Whether each message is known to be published. */
  boolean allSent() {
    return !fleet.clients().isSending();
  }

  /** Whether every member has received all that was sent in its room before an instant. */
  boolean haveAll(long beforeNanos) {
    return rooms.stream().allMatch(room -> haveAll(room, beforeNanos));
  }

  private static boolean haveAll(List<ChatProbe> room, long beforeNanos) {
    long sent = 0;
    for (ChatProbe speaker : room) {
      sent += speaker.sent().firstAtOrAfter(beforeNanos) - 1;
    }
    for (ChatProbe receiver : room) {
      if (receiver.messages().received() < sent || lacksOne(receiver, room, beforeNanos)) {
        return false;
      }
    }
    return true;
  }

  private static boolean lacksOne(ChatProbe receiver, List<ChatProbe> room, long beforeNanos) {
    for (ChatProbe sender : room) {
      int last = sender.sent().firstAtOrAfter(beforeNanos) - 1;
      if (last > 0 && !receiver.messages().reaches(sender.member(), last)) {
        return true;
      }
    }
    return false;
  }
}

package dev.pushpull.trial;

import dev.pushpull.client.ClientStack;
import dev.pushpull.plan.Seeds;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/** All members of all rooms of a trial, and what they say to each other. Used by one thread. */
final class ChatFleet {

  private static final long END_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Fleet fleet;
  private final List<List<Speaker>> rooms = new ArrayList<>();
  private final List<Speaker> speakers = new ArrayList<>();
  private final List<Conversation> conversations = new ArrayList<>();

  ChatFleet(ClientStack stack, Strategy strategy, int rooms) {
    this.fleet = new Fleet(stack, strategy);
    for (int room = 0; room < rooms; room++) {
      this.rooms.add(new ArrayList<>());
    }
  }

  /** Adds the next member. */
  void add(URI address, int room, long serverClockOffsetNanos) {
    var probe = new ChatProbe(new Probe(speakers.size(), room, serverClockOffsetNanos));
    var speaker = new Speaker(fleet.addMember(address, probe), probe);
    speakers.add(speaker);
    rooms.get(room).add(speaker);
  }

  /** Connections, polls, bytes: what these have in common with all subscribers. */
  Fleet subscribers() {
    return fleet;
  }

  List<Speaker> speakers() {
    return List.copyOf(speakers);
  }

  /** The members of each room. */
  List<List<ChatProbe>> probesByRoom() {
    return rooms.stream().map(room -> room.stream().map(Speaker::probe).toList()).toList();
  }

  /** Lets them talk; a room without members stays silent. */
  void talk(TrialSpec spec, IntFunction<LongSupplier> dueTimes) {
    for (int room = 0; room < rooms.size(); room++) {
      if (!rooms.get(room).isEmpty()) {
        var turns = new Turns<>(rooms.get(room), Seeds.turns(spec.seed(), spec.repeat(), room));
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
    return speakers.stream().noneMatch(speaker -> speaker.member().isSending());
  }

  /** Whether every member has received all that was sent in its room before an instant. */
  boolean haveAll(long beforeNanos) {
    return rooms.stream().allMatch(room -> haveAll(room, beforeNanos));
  }

  private static boolean haveAll(List<Speaker> room, long beforeNanos) {
    long sent = 0;
    for (Speaker speaker : room) {
      sent += speaker.probe().sent().firstAtOrAfter(beforeNanos) - 1;
    }
    for (Speaker receiver : room) {
      if (receiver.probe().messages().received() < sent || lacksOne(receiver, room, beforeNanos)) {
        return false;
      }
    }
    return true;
  }

  private static boolean lacksOne(Speaker receiver, List<Speaker> room, long beforeNanos) {
    for (Speaker sender : room) {
      int last = sender.probe().sent().firstAtOrAfter(beforeNanos) - 1;
      if (last > 0 && !receiver.probe().messages().reaches(sender.probe().member(), last)) {
        return true;
      }
    }
    return false;
  }
}

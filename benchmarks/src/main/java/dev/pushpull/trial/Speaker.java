package dev.pushpull.trial;

import dev.pushpull.client.ChatMessage;
import dev.pushpull.client.MemberFleet;

/** A member of a room, and what it experiences. Speaks on one thread at a time. */
record Speaker(MemberFleet fleet, ChatProbe probe) {

  /**
   * Sends the next message.
   *
   * @param dueNanos when it was due
   * @param bytes of the payload
   */
  void say(long dueNanos, int bytes) {
    long now = System.nanoTime();
    var message = new ChatMessage(probe.member(), probe.sent().size() + 1, now);
    probe.sent().add(dueNanos, now);
    fleet.send(probe.member(), message.payload(bytes));
  }
}

package dev.pushpull.trial;

import dev.pushpull.measure.ChatMeter;
import dev.pushpull.measure.Window;
import java.util.List;

/**
 * One window of chats as it was.
 *
 * @param measured what any subscribers' window holds: from publishing on, not from sending
 * @param chat from sending on
 * @param otherRequests sent in it that were no polls: messages, streams, looks into the log
 */
record ChatWindow(MeasuredWindow measured, ChatMeter chat, long otherRequests) {

  /** What the members of all rooms experienced. */
  static ChatWindow of(MeasuredWindow measured, List<List<ChatProbe>> rooms) {
    Window window = measured.window();
    long others = 0;
    for (List<ChatProbe> room : rooms) {
      for (ChatProbe member : room) {
        others += member.otherRequestsIn(window);
      }
    }
    return new ChatWindow(measured, meter(window, rooms), others);
  }

  /** The messages sent in a window, or in a slice of one. */
  static ChatMeter meter(Window window, List<List<ChatProbe>> rooms) {
    var meter = new ChatMeter();
    for (List<ChatProbe> room : rooms) {
      for (ChatProbe sender : room) {
        meter.addSent(sender.sent(), window);
        for (ChatProbe receiver : room) {
          meter.add(
              receiver.messages(), sender.member(), sender.sent(), sender == receiver, window);
        }
      }
    }
    return meter;
  }
}

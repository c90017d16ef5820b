package dev.pushpull.engine;

/**
 * Subscribers of rooms' logs that also send. Who gets its messages by asking or by an event stream
 * sends each by a request of its own, on a second connection; a WebSocket sends them on the
 * connection on which it listens.
 *
 * <p>A message is published once: where a connection is lost before it is known whether the server
 * took the message, the member waits until the server must have read what it was sent, looks into
 * the room's log, and only sends again what is not there. Messages that come after it wait, so that
 * a member's messages are published in the order of their sending.
 */
public interface MemberFleet extends SubscriberFleet {

  /**
   * Sends a message; returns at once. Called by one thread at a time for each member.
   *
   * @param payload unlike any other of the room
   */
  void send(int member, String payload);

  /** Whether any message was given to them that is not known to be published yet. */
  boolean isSending();

  /**
   * Cuts off every connection of a member, as a lost network does: nothing more is said on it, by
   * nobody. The member then reconnects as after any loss. From any thread.
   *
   * @return whether there was one
   */
  boolean cut(int member);
}

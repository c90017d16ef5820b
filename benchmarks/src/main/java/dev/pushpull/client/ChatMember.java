package dev.pushpull.client;

/**
 * A subscriber of a room's log that also sends. Whoever gets its messages by asking or by an event
 * stream sends each by a request of its own, on a second connection; a WebSocket sends them on the
 * connection on which it listens.
 *
 * <p>A message is published once: where a connection is lost before it is known whether the server
 * took the message, the member waits until the server must have read what it was sent, looks into
 * the room's log, and only sends again what is not there. Messages that come after it wait, so that
 * a member's messages are published in the order of their sending.
 */
public interface ChatMember extends Subscriber {

  /**
   * Sends a message; returns at once. Called by one thread at a time, after {@link #connect}.
   *
   * @param payload unlike any other of the room
   */
  void send(String payload);

  /** Whether a message was given to it that is not known to be published yet. */
  boolean isSending();

  /**
   * Cuts off every connection that is open, as a lost network does: nothing more is said on it, by
   * nobody. The member then reconnects as after any loss. From any thread.
   *
   * @return whether there was one
   */
  boolean cut();
}

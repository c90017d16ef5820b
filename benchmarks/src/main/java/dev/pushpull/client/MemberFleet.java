package dev.pushpull.client;

/** Members of rooms, which also send; see {@link ChatMember} for what is promised of a message. */
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
   * Cuts off every connection of a member, as a lost network does. From any thread.
   *
   * @return whether there was one
   */
  boolean cut(int member);
}

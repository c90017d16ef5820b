package dev.pushpull.client;

/** A library (or bare sockets) that subscribers are made of. Safe from any thread. */
public interface ClientStack extends AutoCloseable {

  /**
   * Makes a subscriber that is not connected yet.
   *
   * @param order what to listen to, and how
   * @param listener notified of all that happens; see there for threads
   */
  Subscriber subscriber(SubscriberOrder order, SubscriberListener listener);

  /**
   * Makes a member of a room that is not connected yet.
   *
   * @param order its room, a log feed, and how it gets the messages
   * @param listener notified of all that happens on any of its connections; see there for threads
   * @throws IllegalArgumentException if the stack has no such client
   */
  ChatMember chatMember(SubscriberOrder order, SubscriberListener listener);

  /**
   * Makes a client that submits jobs and is not connected yet.
   *
   * @param order where, and how it watches them
   * @param listener notified of all that happens; see there for threads
   * @throws IllegalArgumentException if the stack has no such client
   */
  JobClient jobClient(JobOrder order, JobListener listener);

  /**
   * How far off {@code System.nanoTime()} the instants are that its subscribers report, in ns; 0
   * where they read that clock itself. Known in full when they are closed.
   */
  default long clockUncertaintyNanos() {
    return 0;
  }

  /** Frees what the subscribers shared; they must be closed before. */
  @Override
  void close();
}

package dev.pushpull.engine;

import java.util.function.IntFunction;

/**
 * What simulated clients are made of: a library, a browser, bare sockets. It makes whole fleets, so
 * that one whose clients share a few threads fits behind it as one with threads for each client
 * does. Safe from any thread.
 */
public interface ClientEngine extends AutoCloseable {

  /** What the names of threads begin with that many clients share: nothing else is called so. */
  String LOOPS = "event-loop-";

  /**
   * Makes subscribers that are not connected yet.
   *
   * @param order what to listen to, and how
   * @param listeners each client's by its number, notified of all that happens; see there for
   *     threads
   * @throws IllegalArgumentException if the engine cannot listen so
   */
  SubscriberFleet subscribers(
      FleetOrder order, IntFunction<? extends SubscriberListener> listeners);

  /**
   * Makes members of rooms that are not connected yet.
   *
   * @param order each one's room, a log feed, and how it gets the messages
   * @param listeners each member's by its number
   * @throws IllegalArgumentException if the engine's clients cannot send
   */
  default MemberFleet members(
      FleetOrder order, IntFunction<? extends SubscriberListener> listeners) {
    throw new IllegalArgumentException("the engine's clients cannot send");
  }

  /**
   * Makes clients that submit jobs and are not connected yet.
   *
   * @param order each one's feed that its first request asks for, and how it watches its jobs
   * @param listeners each client's by its number
   * @throws IllegalArgumentException if the engine's clients cannot submit jobs
   */
  default JobFleet jobs(FleetOrder order, IntFunction<? extends JobListener> listeners) {
    throw new IllegalArgumentException("the engine's clients cannot submit jobs");
  }

  /** Whether it counts its clients' bytes and their threads' time is this JVM's. */
  default boolean countsBytes() {
    return true;
  }

  /**
   * Whether it tells the answer by which a server refused a stream; else only that there is none.
   */
  default boolean seesRefusedStreams() {
    return true;
  }

  /**
   * How far off {@code System.nanoTime()} the instants are that its clients report, in ns; 0 where
   * they read that clock itself. Known in full when they are closed.
   */
  default long clockUncertaintyNanos() {
    return 0;
  }

  /** Frees what the clients shared; they must be closed before. */
  @Override
  default void close() {}
}

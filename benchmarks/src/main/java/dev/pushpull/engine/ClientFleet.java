package dev.pushpull.engine;

import java.time.Duration;
import java.util.List;

/**
 * Simulated clients as one, numbered from 0. Life: {@link #connect}, then what its kind of clients
 * does, {@link #stop}, {@link #awaitQuiet}, {@link #close}, each once and from one thread; {@code
 * close} is allowed at any time and is final.
 */
public interface ClientFleet extends AutoCloseable {

  /**
   * Connects everyone, each in turn.
   *
   * @return what went wrong, one line for each that did not connect
   */
  List<String> connect(ConnectRamp ramp) throws InterruptedException;

  /** How many have an open connection now. */
  long connected();

  /** Bytes on all sockets so far. */
  ByteCounts bytes();

  /** Asks everyone for no further request. Does not wait, and breaks nothing that is in flight. */
  void stop();

  /** Waits until nothing is in flight any more; false if the time was not enough. */
  boolean awaitQuiet(Duration timeout) throws InterruptedException;

  /** Closes everyone in the orderly way. All bytes are counted when this returns. Never throws. */
  @Override
  void close();
}

package dev.pushpull.trial;

import dev.pushpull.client.ClientFleet;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A few clients that keep both JVMs busy on the code path of a scenario, before anything is
 * measured. Used by one thread.
 */
interface Load extends AutoCloseable {

  ClientFleet clients();

  /** Lets things happen, as fast as they can or often. */
  void start() throws IOException, InterruptedException;

  /** Reads what is read of the server when a window ends. */
  void touch() throws IOException, InterruptedException;

  /** From one such reading to the next, in ns. */
  default long restNanos() {
    return TimeUnit.MILLISECONDS.toNanos(20);
  }

  /** Stops what was started, in the orderly way. */
  void stop() throws IOException, InterruptedException;

  @Override
  default void close() {
    clients().close();
  }
}

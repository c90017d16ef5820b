package dev.pushpull.engine.thread;

import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.schedule.PollSchedule;
import java.io.IOException;

/**
 * One simulated client: a device with its own connection, one strategy, one feed. {@link #start}
 * comes once, after {@link #connect}; what happens is reported to the {@link SubscriberListener}.
 */
public interface Subscriber extends SimulatedClient {

  /**
   * Opens the connection and waits for the newest update. A push subscriber listens from here on; a
   * polling one rests until {@link #start}. The listener has been notified of the first update when
   * this returns.
   *
   * @throws IOException if no update was held within the order's timeout; the listener has been
   *     notified of that failure too, and the subscriber is closed
   */
  @Override
  void connect() throws IOException, InterruptedException;

  /**
   * Lets a polling subscriber poll.
   *
   * @param schedule when, on {@code System.nanoTime()}; push subscribers ignore it
   */
  default void start(PollSchedule schedule) {}
}

package dev.pushpull.engine.thread;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.FleetOrder;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.sut.wire.FeedKind;
import java.util.function.IntFunction;

/** An engine that makes each client by itself. Safe from any thread. */
public interface PerClientEngine extends ClientEngine {

  /**
   * Makes a subscriber that is not connected yet.
   *
   * @param order what to listen to, and how
   * @param listener notified of all that happens; see there for threads
   * @throws IllegalArgumentException if the engine cannot listen so
   */
  Subscriber subscriber(SubscriberOrder order, SubscriberListener listener);

  @Override
  default SubscriberFleet subscribers(
      FleetOrder order, IntFunction<? extends SubscriberListener> listeners) {
    return PerClientFleet.subscribers(
        order.feeds().size(),
        client -> subscriber(order.client(client, FeedKind.VALUE), listeners.apply(client)));
  }
}

package dev.pushpull.testkit;

import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.spec.StrategyName;
import java.net.URI;
import java.time.Duration;

/** Orders with short waits. */
public final class Orders {

  private Orders() {}

  /** Waits 1 s at the server, 5 s for answers. */
  public static SubscriberOrder order(String strategy, URI feed) {
    return order(strategy, feed, Duration.ofSeconds(5));
  }

  /** Waits 1 s at the server. */
  public static SubscriberOrder order(String strategy, URI feed, Duration timeout) {
    return new SubscriberOrder(
        StrategyName.parse(strategy).strategy(), feed, Duration.ofSeconds(1), timeout);
  }
}

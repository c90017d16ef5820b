package dev.pushpull.engine.socket;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.CountingSocketFactory;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.StreamSubscriber;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.spec.Engine;
import java.util.concurrent.atomic.AtomicInteger;

/** Subscribers made of bare blocking sockets on virtual threads: {@code websocket} only. */
public final class SocketEngine implements PerClientEngine {

  private final AtomicInteger subscribers = new AtomicInteger();
  private final Carrier carrier;

  /**
   * Uses the given protocol.
   *
   * @throws IllegalArgumentException if that is HTTP/2 or compressed
   */
  public SocketEngine(Carrier carrier) {
    if (Engine.SOCKET.refusal(carrier.protocol()).isPresent()) {
      throw new IllegalArgumentException("raw sockets do not support " + carrier.protocol());
    }
    this.carrier = carrier;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the strategy is not {@code websocket}
   */
  @Override
  public Subscriber subscriber(SubscriberOrder order, SubscriberListener listener) {
    if (!Engine.SOCKET.supports(order.strategy())) {
      throw new IllegalArgumentException(
          "raw sockets support only websocket, not " + order.strategy());
    }
    var gate = new ListenerGate(listener);
    var bytes = new ByteCounter();
    var sockets = new CountingSocketFactory(bytes, gate::onConnectionOpened, order.source());
    var stream = new RawWebSocketStream(sockets, carrier, order, gate);
    return new StreamSubscriber(
        "raw-websocket-" + subscribers.incrementAndGet(),
        stream,
        carrier.subscriptions().of(order, gate),
        gate,
        bytes,
        order.timeout().toNanos());
  }
}

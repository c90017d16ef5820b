package dev.pushpull.engine.netty;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.FleetOrder;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.Device;
import dev.pushpull.engine.thread.DeviceEngine;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Transport;
import dev.pushpull.sut.wire.FeedKind;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Clients without threads of their own: each belongs to one of a few event loops. Safe from any
 * thread.
 */
public final class NettyEngine extends DeviceEngine {

  private final Carrier carrier;
  private final Sockets sockets;
  private final EventLoopGroup loops;

  /** On one event loop of the usual kind. */
  public NettyEngine(Carrier carrier) {
    this(carrier, usual(), 1);
  }

  /**
   * On event loops of a kind.
   *
   * @param loops how many, at least 1
   * @throws IOException if this machine does not have that transport
   */
  public NettyEngine(Carrier carrier, Transport transport, int loops) throws IOException {
    this(carrier, Sockets.of(transport), loops);
  }

  private NettyEngine(Carrier carrier, Sockets sockets, int loops) {
    this.carrier = carrier;
    this.sockets = sockets;
    this.loops =
        new MultiThreadIoEventLoopGroup(
            loops, Thread.ofPlatform().name(LOOPS, 0).daemon().factory(), sockets.loops());
  }

  private static Sockets usual() {
    try {
      return Sockets.of(Transport.AUTO);
    } catch (IOException e) {
      throw new IllegalStateException("every machine has one", e);
    }
  }

  /**
   * Looks whether this machine has a transport.
   *
   * @throws IOException if not; the message says why
   */
  public static void check(Transport transport) throws IOException {
    Sockets.of(transport);
  }

  @Override
  public SubscriberFleet subscribers(
      FleetOrder order, IntFunction<? extends SubscriberListener> listeners) {
    return new NettyFleet(
        order.feeds().size(),
        order.timeout(),
        client ->
            client(
                device(
                    order.client(client, FeedKind.VALUE),
                    new ListenerGate(listeners.apply(client)),
                    new ByteCounter()),
                _ -> {}));
  }

  private static NettyClient client(Device of, Device.Outgoing outgoing) {
    var device = (NettyDevice) of;
    return switch (device.order.strategy()) {
      case Strategy.Poll _, Strategy.LongPoll _ -> new Poller(device);
      case Strategy.ServerSentEvents _ -> new EventStreamClient(device);
      case Strategy.WebSocket _ -> new WebSocketClient(device, outgoing);
    };
  }

  @Override
  protected Subscriber subscriber(Device device, Device.Outgoing outgoing) {
    return new NettySubscriber(client(device, outgoing));
  }

  @Override
  protected Device device(
      SubscriberOrder order, Duration callTimeout, ListenerGate gate, ByteCounter bytes) {
    return new NettyDevice(sockets, loops.next(), carrier, order, callTimeout, gate, bytes);
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

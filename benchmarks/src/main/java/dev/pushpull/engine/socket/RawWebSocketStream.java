package dev.pushpull.engine.socket;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.CountingSocketFactory;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.engine.thread.UpdateStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A WebSocket on a bare socket, read on the subscriber's own thread. */
final class RawWebSocketStream implements UpdateStream {

  private final CountingSocketFactory sockets;
  private final Carrier carrier;
  private final SubscriberOrder order;
  private final ListenerGate listener;
  private volatile @Nullable RawConnection current;

  RawWebSocketStream(
      CountingSocketFactory sockets,
      Carrier carrier,
      SubscriberOrder order,
      ListenerGate listener) {
    this.sockets = sockets;
    this.carrier = carrier;
    this.order = order;
    this.listener = listener;
  }

  @Override
  public String listen(Events events) throws IOException {
    long startedNanos = System.nanoTime();
    try (var connection = new RawConnection(sockets.createSocket())) {
      var upgrade = new Upgrade();
      Upgrade.Head head = connection.open(carrier, order, upgrade, listener);
      events.answered(Exchange.since(startedNanos, head.status(), Exchange.Kind.OPEN_STREAM));
      upgrade.check(head);
      current = connection;
      events.opened();
      return readFrames(connection, events);
    }
  }

  private static String readFrames(RawConnection connection, Events events) throws IOException {
    var fragments = new ByteArrayOutputStream(0);
    while (true) {
      Frame frame = connection.read();
      switch (frame.opcode()) {
        case Frame.TEXT, Frame.CONTINUATION -> text(frame, fragments, events);
        case Frame.PING -> connection.send(Frame.PONG, frame.payload());
        case Frame.PONG -> {}
        case Frame.CLOSE -> {
          connection.send(Frame.CLOSE, Frame.NORMAL_CLOSURE);
          return "the server closed the WebSocket with " + frame.closeReason();
        }
        case Frame.BINARY -> events.binary(frame.payload());
        default -> throw new IOException("a frame has the unexpected opcode " + frame.opcode());
      }
    }
  }

  private static void text(Frame frame, ByteArrayOutputStream fragments, Events events)
      throws IOException {
    if (frame.last() && fragments.size() == 0) {
      events.message(frame.payload());
      return;
    }
    fragments.write(frame.payload());
    if (fragments.size() > Frame.MAX_PAYLOAD) {
      throw new IOException("a message is larger than " + Frame.MAX_PAYLOAD + " bytes");
    }
    if (frame.last()) {
      events.message(fragments.toByteArray());
      fragments.reset();
    }
  }

  @Override
  public boolean requestClose() {
    RawConnection connection = current;
    try {
      if (connection != null) {
        sockets.closeOrderly();
        connection.send(Frame.CLOSE, Frame.NORMAL_CLOSURE);
      }
      return connection != null;
    } catch (IOException e) {
      return false;
    }
  }
}

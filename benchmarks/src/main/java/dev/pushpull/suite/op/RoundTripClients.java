package dev.pushpull.suite.op;

import dev.pushpull.client.okhttp.EchoSocket;
import dev.pushpull.client.okhttp.Listening;
import dev.pushpull.client.okhttp.SingleDevice;
import java.io.IOException;

/** The round trips by OkHttp. */
final class RoundTripClients {

  private RoundTripClients() {}

  private static SingleDevice device(OperationServer server, String feed) {
    return new SingleDevice(server.carrier(), server.feed(feed));
  }

  static Operation.Counted pollNew(OperationServer server, String feed)
      throws IOException, InterruptedException {
    return poll(device(server, feed), false);
  }

  static Operation.Counted pollNotModified(OperationServer server, String feed)
      throws IOException, InterruptedException {
    return poll(device(server, feed), true);
  }

  private static Operation.Counted poll(SingleDevice device, boolean conditional)
      throws IOException, InterruptedException {
    return counted(
        device,
        () -> {
          device.poll();
          return new Poll(device, conditional);
        });
  }

  /** An operation of a client; the client is closed if it cannot be made. */
  private static Operation.Counted counted(SingleDevice device, Operation.Opening opening)
      throws IOException, InterruptedException {
    try {
      return new Operation.Counted(opening.open(), device::bytes);
    } catch (IOException | InterruptedException | RuntimeException e) {
      device.close();
      throw e;
    }
  }

  private record Poll(SingleDevice device, boolean conditional) implements Operation {
    @Override
    public long once() throws IOException {
      return conditional ? device.pollNotModified() : device.poll();
    }

    @Override
    public void close() {
      device.close();
    }
  }

  static Operation.Counted webSocketEcho(OperationServer server, String feed, int payloadBytes)
      throws IOException, InterruptedException {
    SingleDevice device = device(server, feed);
    return counted(
        device,
        () -> {
          EchoSocket socket = device.webSocket();
          socket.awaitBeyond(0);
          return new Echo(device, socket, OperationPayload.text(payloadBytes));
        });
  }

  private record Echo(SingleDevice device, EchoSocket socket, String payload) implements Operation {
    @Override
    public long once() throws IOException, InterruptedException {
      return socket.echo(payload);
    }

    @Override
    public void close() {
      socket.close();
      device.close();
    }
  }

  static Operation.Counted sseEvent(OperationServer server, String feed, int payloadBytes)
      throws IOException, InterruptedException {
    SingleDevice device = device(server, feed);
    return counted(
        device,
        () -> new Told(device, device.events(), Publisher.open(server, feed, payloadBytes)));
  }

  static Operation.Counted longPoll(OperationServer server, String feed, int payloadBytes)
      throws IOException, InterruptedException {
    var device = SingleDevice.forLongPolls(server.carrier(), server.feed(feed));
    return counted(
        device,
        () -> new Told(device, device.longPolls(), Publisher.open(server, feed, payloadBytes)));
  }

  /** Receives what it publishes. */
  private static final class Told implements Operation {
    private final SingleDevice device;
    private final Listening listening;
    private final Publisher publisher;
    private long held;

    Told(SingleDevice device, Listening listening, Publisher publisher)
        throws IOException, InterruptedException {
      this.device = device;
      this.listening = listening;
      this.publisher = publisher;
      this.held = listening.awaitBeyond(0);
    }

    @Override
    public long once() throws IOException, InterruptedException {
      publisher.publish();
      held = listening.awaitBeyond(held);
      return held;
    }

    @Override
    public void close() throws IOException {
      try (publisher) {
        listening.close();
        device.close();
      }
    }
  }
}

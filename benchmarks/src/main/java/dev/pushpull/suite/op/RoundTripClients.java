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

  static Operation.Counted pollNew(OperationServer server, String feed) throws IOException {
    SingleDevice device = device(server, feed);
    device.poll();
    return new Operation.Counted(new Poll(device, false), device::bytes);
  }

  static Operation.Counted pollNotModified(OperationServer server, String feed) throws IOException {
    SingleDevice device = device(server, feed);
    device.poll();
    return new Operation.Counted(new Poll(device, true), device::bytes);
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
    EchoSocket socket = device.webSocket();
    socket.awaitBeyond(0);
    var echo = new Echo(device, socket, OperationPayload.text(payloadBytes));
    return new Operation.Counted(echo, device::bytes);
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
    var told = new Told(device, device.events(), Publisher.open(server, feed, payloadBytes));
    return new Operation.Counted(told, device::bytes);
  }

  static Operation.Counted longPoll(OperationServer server, String feed, int payloadBytes)
      throws IOException, InterruptedException {
    var device = SingleDevice.forLongPolls(server.carrier(), server.feed(feed));
    var told = new Told(device, device.longPolls(), Publisher.open(server, feed, payloadBytes));
    return new Operation.Counted(told, device::bytes);
  }

  /** Hears of what it publishes. */
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
      listening.close();
      device.close();
      publisher.close();
    }
  }
}

package dev.pushpull.suite.op;

import dev.pushpull.client.Carrier;
import dev.pushpull.client.PinnedTls;
import dev.pushpull.client.okhttp.EchoSocket;
import dev.pushpull.client.okhttp.SingleDevice;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connecting, up to the first update, then resetting the connection. One thread.
 *
 * @param server to connect to
 * @param feed to request
 * @param webSocket whether to upgrade; else to poll
 * @param carrier the protocol, and whether TLS sessions are resumed
 */
record Connects(OperationServer server, URI feed, boolean webSocket, Carrier carrier) {

  /**
   * Chooses full or resumed handshakes.
   *
   * @param resumed whether sessions are resumed; else each handshake is full
   */
  static Connects of(OperationServer server, String feed, boolean webSocket, boolean resumed) {
    Carrier told = server.carrier();
    var carrier =
        new Carrier(
            told.protocol(),
            told.tls().map(tls -> resumed ? tls.withCountFromZero() : tls.withoutResumption()));
    return new Connects(server, server.feed(feed), webSocket, carrier);
  }

  /** How many handshakes were full. */
  long fullHandshakes() {
    return carrier.tls().map(PinnedTls::fullHandshakes).orElse(0L);
  }

  /** By OkHttp. */
  Operation.Counted client() {
    var device = new SingleDevice(carrier, feed);
    Operation operation = webSocket ? new Upgraded(device) : new Polled(device);
    return new Operation.Counted(operation, device::bytes);
  }

  /** On bare sockets; empty over HTTP/2 and for compressed messages. */
  Optional<Operation.Opening> floor() {
    boolean spoken = !carrier.protocol().isHttp2() && !carrier.protocol().deflates();
    return spoken ? Optional.of(() -> new Floor(this)) : Optional.empty();
  }

  private record Polled(SingleDevice device) implements Operation {
    @Override
    public long once() throws IOException {
      long version = device.poll();
      device.reset();
      return version;
    }

    @Override
    public void close() {
      device.close();
    }
  }

  private record Upgraded(SingleDevice device) implements Operation {
    @Override
    public long once() throws IOException, InterruptedException {
      try (EchoSocket socket = device.webSocket()) {
        return socket.awaitBeyond(0);
      }
    }

    @Override
    public void close() {
      device.close();
    }
  }

  private static final class Floor implements Operation {
    private final Connects connects;
    private final Optional<SSLSocketFactory> tls;
    private final byte[] request;
    private final byte[] buffer = RawLink.newBuffer();

    Floor(Connects connects) {
      this.connects = connects;
      this.tls = freshTrust(connects.carrier).map(PinnedTls::newSocketFactory);
      this.request = connects.webSocket ? Heads.upgrade(connects.feed) : Heads.poll(connects.feed);
    }

    /** The floor's handshakes do not count as the client's. */
    private static Optional<PinnedTls> freshTrust(Carrier carrier) {
      return carrier.tls().map(PinnedTls::withCountFromZero);
    }

    @Override
    public long once() throws IOException {
      var link = RawLink.open(connects.server.address(), tls, buffer);
      try {
        var http = new RawHttp(link);
        http.send(request);
        return connects.webSocket ? link.await(new FrameReader()) : firstPoll(http);
      } finally {
        link.reset();
      }
    }

    private static long firstPoll(RawHttp http) throws IOException {
      return RoundTripFloors.expect(RoundTripFloors.OK, http.readAnswer());
    }

    @Override
    public void close() {
      // It closes its connection in each operation.
    }
  }
}

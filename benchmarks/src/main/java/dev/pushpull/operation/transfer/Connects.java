package dev.pushpull.operation.transfer;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.PinnedTls;
import dev.pushpull.engine.okhttp.EchoSocket;
import dev.pushpull.engine.okhttp.SingleDevice;
import dev.pushpull.operation.fork.ForkCheck;
import dev.pushpull.operation.fork.Operation;
import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.wire.FrameReader;
import dev.pushpull.operation.wire.Heads;
import dev.pushpull.operation.wire.RawLink;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.openjdk.jmh.infra.IterationParams;

/**
 * Connecting, up to the first update, then resetting the connection; and whether the TLS handshakes
 * of the client's connections were of the requested kind. One thread.
 */
public final class Connects implements ForkCheck {

  private static final double MIN_SHARE = 0.95;

  private final OperationServer server;
  private final URI feed;
  private final boolean webSocket;
  private final boolean resumed;
  private final Carrier carrier;
  private long operations;

  /**
   * Chooses what is done.
   *
   * @param feed to request
   * @param webSocket whether to upgrade; else to poll
   * @param resumed whether TLS sessions are resumed; else each handshake is full
   */
  public Connects(OperationServer server, String feed, boolean webSocket, boolean resumed) {
    this.server = server;
    this.feed = server.feed(feed);
    this.webSocket = webSocket;
    this.resumed = resumed;
    this.carrier =
        new Carrier(
            server.carrier().protocol(),
            server
                .carrier()
                .tls()
                .map(tls -> resumed ? tls.withCountFromZero() : tls.withoutResumption()));
  }

  /** How many handshakes of the client were full. */
  long fullHandshakes() {
    return carrier.tls().map(PinnedTls::fullHandshakes).orElse(0L);
  }

  /** By OkHttp. */
  public Operation client() {
    var device = new SingleDevice(carrier, feed);
    return Operation.of(device, webSocket ? () -> upgrade(device) : () -> poll(device));
  }

  private static long poll(SingleDevice device) throws IOException {
    long version = device.poll();
    device.reset();
    return version;
  }

  private static long upgrade(SingleDevice device) throws IOException, InterruptedException {
    try (EchoSocket socket = device.webSocket()) {
      return socket.awaitBeyond(0);
    }
  }

  /** On bare sockets; empty over HTTP/2 and for compressed messages. */
  public Optional<Operation.Opening> floor() {
    return RoundTrips.hasFloor(carrier.protocol())
        ? Optional.of(this::openFloor)
        : Optional.empty();
  }

  /** Each operation closes its own connection; its handshakes do not count as the client's. */
  private Operation openFloor() {
    Optional<SSLSocketFactory> tls =
        carrier.tls().map(PinnedTls::withCountFromZero).map(PinnedTls::newSocketFactory);
    byte[] request = webSocket ? Heads.upgrade(feed) : Heads.poll(feed);
    byte[] buffer = RawLink.newBuffer();
    return Operation.raw(
        () -> {
          var link = RawLink.open(server.address(), tls, buffer);
          try {
            link.send(request);
            return webSocket ? link.await(new FrameReader()) : link.expectAnswer(RawLink.OK);
          } finally {
            link.reset();
          }
        });
  }

  @Override
  public void end(IterationParams iteration, long count) {
    operations += count;
  }

  @Override
  public void check() {
    long full = fullHandshakes();
    // The very first handshake cannot be resumed.
    long right = resumed ? operations - full + 1 : full;
    if (carrier.tls().isPresent() && right < MIN_SHARE * operations) {
      throw OperationException.told(
          "%d of %d TLS handshakes were full, but %s handshakes should be measured"
              .formatted(full, operations, resumed ? "resumed" : "only full"));
    }
  }
}

package dev.pushpull.operation.transfer;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.socket.Frame;
import dev.pushpull.engine.thread.CountingSocketFactory;
import dev.pushpull.operation.HandshakeStep;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.wire.RawLink;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;

/** The steps of one handshake, each recorded as it ends. One thread. */
final class Steps implements Closeable {

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int SHOWN_CHARACTERS = 60;
  private static final double NANOS_PER_MICRO = 1e3;

  private final ByteCounter counter = new ByteCounter();
  private final CountingSocketFactory sockets =
      new CountingSocketFactory(counter, () -> {}, Optional.empty());
  private final List<HandshakeStep> steps = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private ByteCounts last = ByteCounts.ZERO;
  private RawLink link;

  private Steps(InetSocketAddress address) throws IOException {
    Socket socket = sockets.createSocket();
    socket.connect(address, TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    link = new RawLink(socket, socket, RawLink.newBuffer());
    end("TCP connect", "");
  }

  /**
   * Connects, with TLS if the server has it.
   *
   * @param alpn the protocol for TLS to negotiate
   * @param resumed whether to resume a previous session
   */
  static Steps connect(
      OperationServer server, Optional<SSLSocketFactory> tls, String alpn, boolean resumed)
      throws IOException {
    var steps = new Steps(server.address());
    try {
      if (tls.isPresent()) {
        steps.link = steps.link.secured(tls.get(), alpn);
        steps.end(resumed ? "TLS handshake, resumed" : "TLS handshake", "");
      }
      return steps;
    } catch (IOException e) {
      steps.close();
      throw e;
    }
  }

  /** The connection. */
  RawLink link() {
    return link;
  }

  /** Sends a head. */
  void send(String name, byte[] head) throws IOException {
    link.send(head);
    end(name, new String(head, StandardCharsets.US_ASCII));
  }

  /** Reads a response's head. */
  void head(String name, int expected) throws IOException {
    link.require(1);
    int from = link.start;
    link.expectHead(expected);
    end(name, text(Math.min(from, link.start), link.start));
  }

  /** Reads the first frame, and shows its head in hexadecimal and the start of its payload. */
  void frame(String name) throws IOException {
    link.require(4);
    int headBytes = Frame.headBytes(link.buffer, link.start);
    String head =
        HexFormat.ofDelimiter(" ").formatHex(link.buffer, link.start, link.start + headBytes);
    link.require(headBytes + SHOWN_CHARACTERS);
    int payload = link.start + headBytes;
    String begin = text(payload, payload + SHOWN_CHARACTERS);
    link.skip(headBytes + Frame.payloadBytes(link.buffer, link.start));
    end(name, head + "  " + begin + "…");
  }

  /** Reads a document to its last brace, after the response's head. */
  void rest(String name) throws IOException {
    link.require(1);
    while (link.buffer[link.end - 1] != '}') {
      link.fill();
    }
    String document = text(link.start, link.end);
    link.start = link.end;
    end(name, document);
  }

  private String text(int from, int to) {
    return new String(link.buffer, from, to - from, StandardCharsets.UTF_8);
  }

  /** Ends a step. Bytes that are read but not consumed yet count for the next. */
  void end(String name, String text) {
    long nowNanos = System.nanoTime();
    ByteCounts total = counter.total();
    var now = new ByteCounts(total.up(), total.down() - (link.end - link.start));
    ByteCounts moved = now.minus(last);
    steps.add(
        new HandshakeStep(
            name,
            (lastNanos - startNanos) / NANOS_PER_MICRO,
            (nowNanos - startNanos) / NANOS_PER_MICRO,
            moved.up(),
            moved.down(),
            text));
    last = now;
    lastNanos = System.nanoTime();
  }

  /** All bytes of the connection. */
  ByteCounts total() {
    return counter.total();
  }

  /** The steps with the medians of their times and bytes, and the text of the last round. */
  static List<HandshakeStep> medians(List<Steps> rounds) {
    List<HandshakeStep> told = rounds.getLast().steps;
    return IntStream.range(0, told.size())
        .mapToObj(
            i -> median(told.get(i), rounds.stream().map(round -> round.steps.get(i)).toList()))
        .toList();
  }

  private static HandshakeStep median(HandshakeStep told, List<HandshakeStep> same) {
    return new HandshakeStep(
        told.name(),
        median(same, HandshakeStep::startMicros),
        median(same, HandshakeStep::endMicros),
        medianBytes(same, HandshakeStep::bytesUp),
        medianBytes(same, HandshakeStep::bytesDown),
        told.text());
  }

  private static double median(List<HandshakeStep> steps, ToDoubleFunction<HandshakeStep> of) {
    double[] sorted = steps.stream().mapToDouble(of).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static long medianBytes(List<HandshakeStep> steps, ToLongFunction<HandshakeStep> of) {
    return steps.stream().mapToLong(of).sorted().skip((steps.size() - 1) / 2).findFirst().orElse(0);
  }

  @Override
  public void close() {
    sockets.cut();
  }
}

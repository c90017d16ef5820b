package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.pushpull.sut.testkit.ChildJvm;
import dev.pushpull.sut.testkit.ChildServer;
import dev.pushpull.sut.testkit.RawClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What an update costs that is pushed to thousands of idle WebSockets, from the publish to the last
 * receiver's read: no more than a few times what the operating system takes for as many writes and
 * reads, in turn with it and by the same receiver.
 *
 * <pre>
 *   POST ── server under test, child JVM ══ 5,000 WebSockets ══╗
 *                                                              ╠══ one thread reads
 *   byte ── BareFanOut, child JVM ═════════ 5,000 sockets ═════╝
 * </pre>
 */
@Timeout(120)
@Tag("alone")
final class FanOutCostEndToEndTest {

  /** Fewer where this process may not open as many sockets, twice. */
  private static final int RECEIVERS = Math.clamp((openFiles() - 1_000) / 2, 100, 5_000);

  private static final int WARM_UP_PAIRS = 40;
  private static final int PAIRS = 21;
  private static final int ROUNDS = 3;
  private static final double MOST = 2;
  private static final double NANOS_PER_MICRO = 1_000;

  private static final String PAYLOAD = "x".repeat(64);

  private final List<AutoCloseable> open = new ArrayList<>();

  private static long openFiles() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getMaxFileDescriptorCount();
  }

  private <T extends AutoCloseable> T closing(T opened) {
    open.addFirst(opened);
    return opened;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable opened : open) {
      opened.close();
    }
  }

  @Test
  void isAFewTimesThatOfTheSystemCalls() throws Exception {
    ChildServer server = closing(new ChildServer());
    RawClient publisher = closing(new RawClient(server.port));
    int frame = frameBytes(publisher.exchange("GET", ChildServer.PATH).body());
    Receivers webSockets = closing(webSockets(server.port, frame));
    ChildJvm bare = closing(new ChildJvm(BareFanOut.class, "" + RECEIVERS, "" + frame));
    int barePort = Integer.parseInt(bare.line());
    SocketChannel trigger = closing(connect(barePort));
    Receivers sockets = closing(sockets(barePort));
    webSockets.awaitMessage(0); // Each has read its first frame.
    Alternation.of(
        WARM_UP_PAIRS, () -> push(publisher, webSockets), () -> write(trigger, sockets, frame));
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS && best > MOST; round++) {
      var costs =
          Alternation.of(
              PAIRS, () -> push(publisher, webSockets), () -> write(trigger, sockets, frame));
      System.err.printf(
          "%.2f us a message beside %.2f us bare, ratio %.2f%n",
          costs.oursMedian(), costs.floorMedian(), costs.ratio());
      best = Math.min(best, costs.ratio());
    }
    assertThat(best).as("cost of a pushed message beside that of a bare write").isLessThan(MOST);
  }

  /** Microseconds for each receiver, from the publish to the last one's read. */
  private static double push(RawClient publisher, Receivers webSockets) throws IOException {
    long startNanos = System.nanoTime();
    RawClient.Answer created = publisher.post(ChildServer.PATH, PAYLOAD);
    assertThat(created.status()).isEqualTo(201);
    long endNanos = webSockets.awaitMessage(frameBytes(created.body()));
    return (endNanos - startNanos) / NANOS_PER_MICRO / webSockets.count();
  }

  private static double write(SocketChannel trigger, Receivers sockets, int bytes)
      throws IOException {
    long startNanos = System.nanoTime();
    trigger.write(ByteBuffer.allocate(1));
    long endNanos = sockets.awaitMessage(bytes);
    return (endNanos - startNanos) / NANOS_PER_MICRO / sockets.count();
  }

  /** Unmasked, with a length of two octets (RFC 6455, 5.2). */
  private static int frameBytes(String document) {
    int bytes = document.getBytes(StandardCharsets.UTF_8).length;
    assertThat(bytes).isBetween(126, 65_535);
    return 4 + bytes;
  }

  private static SocketChannel connect(int port) throws IOException {
    return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static Receivers sockets(int port) throws IOException {
    var channels = new ArrayList<SocketChannel>();
    for (int i = 0; i < RECEIVERS; i++) {
      channels.add(connect(port));
    }
    return new Receivers(channels, 0);
  }

  private static Receivers webSockets(int port, int firstFrameBytes) throws IOException {
    byte[] upgrade =
        ("GET "
                + ChildServer.PATH
                + " HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: cHVzaHB1bGxwdXNocHVsbA==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    var channels = new ArrayList<SocketChannel>();
    long early = 0;
    for (int i = 0; i < RECEIVERS; i++) {
      SocketChannel channel = connect(port);
      channel.write(ByteBuffer.wrap(upgrade));
      early += readHead(channel);
      channels.add(channel);
    }
    return new Receivers(channels, (long) firstFrameBytes * RECEIVERS - early);
  }

  /** Reads the answer's head; how many bytes of the first frame came with it. */
  private static int readHead(SocketChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(1024);
    while (true) {
      if (channel.read(bytes) < 0) {
        throw new IOException("not upgraded");
      }
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        assertThat(text).startsWith("HTTP/1.1 101 ");
        return bytes.position() - end - 4;
      }
    }
  }
}

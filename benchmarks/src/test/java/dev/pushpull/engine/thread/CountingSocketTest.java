package dev.pushpull.engine.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.testkit.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CountingSocketTest {

  private final ByteCounter counter = new ByteCounter();
  private final AtomicInteger connects = new AtomicInteger();
  private final CountingSocketFactory sockets =
      new CountingSocketFactory(counter, connects::incrementAndGet, Optional.empty());

  @Test
  void countsEveryWayToReadAndWrite() throws Exception {
    try (var server = answering("0123456789");
        Socket socket = connect(server)) {
      socket.getOutputStream().write('G');
      socket.getOutputStream().write("ET / ".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write("--\r\n\r\n--".getBytes(StandardCharsets.US_ASCII), 2, 4);
      assertThat(counter.total().up()).isEqualTo(10);
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo('0');
      assertThat(in.readNBytes(2)).asString().isEqualTo("12");
      assertThat(in.skip(3)).isEqualTo(3);
      assertThat(counter.total().down()).isEqualTo(6);
      assertThat(in.readAllBytes()).asString().isEqualTo("6789");
      assertThat(counter.total()).isEqualTo(new ByteCounts(10, 10));
      assertThat(server.bytes()).isEqualTo(counter.total());
    }
  }

  @Test
  void addsUpOverTheSocketsOfASubscriber() throws Exception {
    for (int i = 1; i <= 2; i++) {
      try (var server = answering("abc");
          Socket socket = connect(server)) {
        socket.getOutputStream().write("x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().readAllBytes()).hasSize(3);
      }
      assertThat(counter.total()).isEqualTo(new ByteCounts(5L * i, 3L * i));
      assertThat(connects).hasValue(i);
    }
  }

  @Test
  void sendsAtOnceAndKnowsWhetherItIsOpen() throws Exception {
    assertThat(sockets.isOpen()).isFalse();
    try (var server = answering("");
        Socket socket = connect(server)) {
      assertThat(socket.getTcpNoDelay()).isTrue();
      assertThat(sockets.isOpen()).isTrue();
    }
    assertThat(sockets.isOpen()).isFalse();
  }

  @Test
  void tellsNoConnectThatFailed() throws Exception {
    var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listener.close();
    assertThatThrownBy(() -> connect(listener.getLocalPort())).isInstanceOf(IOException.class);
    assertThat(connects).hasValue(0);
    assertThat(sockets.isOpen()).isFalse();
  }

  @Test
  void anOrderlyCloseCountsWhatTheServerStillSays() throws Exception {
    try (var server =
        new ScriptedServer(
            (peer, _) -> {
              peer.readHead();
              peer.readToEnd();
              peer.send("goodbye");
            })) {
      Socket socket = connect(server);
      socket.getOutputStream().write("x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      sockets.closeOrderly();
      socket.close();
      assertThat(sockets.isOpen()).isFalse();
      assertThat(counter.total()).isEqualTo(new ByteCounts(5, 7));
      assertThat(server.bytes()).isEqualTo(counter.total());
    }
  }

  @Test
  void anOrderlyCloseLetsAReaderFinish() throws Exception {
    try (var server = answering("goodbye")) {
      Socket socket = connect(server);
      var read = new CompletableFuture<Integer>();
      Thread reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      read.complete(socket.getInputStream().readAllBytes().length);
                    } catch (IOException e) {
                      read.completeExceptionally(e);
                    }
                  });
      awaitReading(reader);
      sockets.closeOrderly();
      socket.getOutputStream().write("x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.close();
      assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo(7);
      assertThat(counter.total()).isEqualTo(new ByteCounts(5, 7));
    }
  }

  /**
   * A virtual thread that waits for its socket is parked; before that, a close would read for it.
   */
  private static void awaitReading(Thread reader) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (reader.getState() != Thread.State.WAITING && System.nanoTime() < deadline) {
      Thread.sleep(1);
    }
    assertThat(reader.getState()).isEqualTo(Thread.State.WAITING);
  }

  @Test
  void nothingIsCountedThatIsWrittenAfterTheEnd() throws Exception {
    try (var server = answering("");
        Socket socket = connect(server)) {
      var out = socket.getOutputStream();
      sockets.closeOrderly();
      socket.shutdownOutput();
      assertThatThrownBy(() -> out.write(1))
          .isInstanceOf(IOException.class)
          .hasMessage("this connection no longer accepts data to send");
      assertThat(counter.total()).isEqualTo(ByteCounts.ZERO);
    }
  }

  @Test
  void anOrderlyCloseDoesNotWaitLongForAServerThatNeverEnds() throws Exception {
    var never = new CompletableFuture<Void>();
    try (var server = new ScriptedServer((_, _) -> never.join())) {
      Socket socket = connect(server);
      sockets.closeOrderly();
      long before = System.nanoTime();
      socket.close();
      assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(4));
      assertThat(sockets.isOpen()).isFalse();
      never.complete(null);
    }
  }

  private static ScriptedServer answering(String answer) throws IOException {
    return new ScriptedServer(
        (peer, _) -> {
          peer.readHead();
          peer.send(answer);
        });
  }

  private Socket connect(ScriptedServer server) throws IOException {
    return connect(server.feed().getPort());
  }

  private Socket connect(int port) throws IOException {
    Socket socket = sockets.createSocket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }
}

package dev.pushpull.target;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is found out before a run begins: children that cannot start, servers that are none. */
@Timeout(60)
class ReadinessEndToEndTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static ServerAddress at(int port) {
    return new ServerAddress("127.0.0.1", port, "token");
  }

  private static void check(ServerAddress server) throws IOException, InterruptedException {
    RunningServer.check(server, List.of(Protocol.H1));
  }

  @Test
  void aJvmThatStartsIsFine() {
    assertThatCode(() -> JvmCheck.check("server", List.of("-Xmx64m"))).doesNotThrowAnyException();
  }

  @Test
  void aJvmThatCannotStartSaysItsOwnLine() {
    assertThatThrownBy(() -> JvmCheck.check("server", List.of("-XX:+Nope")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the server JVM cannot start: Unrecognized VM option 'Nope'");
    assertThatThrownBy(() -> JvmCheck.check("measuring", List.of("-Xms9m", "-Xmx8m")))
        .hasMessageStartingWith(
            "the measuring JVM cannot start: Initial heap size set to a larger value than the"
                + " maximum heap size");
  }

  @Test
  void aServerOfOursIsFine() throws Exception {
    try (var server = ServerUnderTest.start(ServerConfig.defaults())) {
      check(new ServerAddress("127.0.0.1", server.controlPort(), server.token()));
    }
  }

  @Test
  void aWrongTokenOrProtocolIsSaid() throws Exception {
    try (var server = ServerUnderTest.start(ServerConfig.defaults())) {
      ServerAddress wrong = at(server.controlPort());
      assertThatThrownBy(() -> check(wrong))
          .hasMessage(
              "the server at %s refused the token; give the one that it printed".formatted(wrong));

      var right = new ServerAddress("127.0.0.1", server.controlPort(), server.token());
      assertThatThrownBy(() -> RunningServer.check(right, List.of(Protocol.H2)))
          .hasMessage(
              "the server at %s speaks h1, but h2 is to be measured; start it with: pushpull serve --control --protocol h2"
                  .formatted(right));
    }
  }

  @Test
  void nothingThereIsSaid() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
      free = socket.getLocalPort();
    }
    assertThatThrownBy(() -> check(at(free)))
        .hasMessage(
            "no server at 127.0.0.1:%d (connection refused); start one with: pushpull serve --control"
                .formatted(free));
    assertThatThrownBy(() -> check(new ServerAddress("no.such.host.invalid", 7_070, "token")))
        .hasMessageStartingWith("no server at no.such.host.invalid:7070 (unknown host)");
  }

  @Test
  void aSilentPortIsSaid() throws Exception {
    try (var silent = new ServerSocket(0, 5, LOOPBACK)) {
      assertThatThrownBy(() -> check(at(silent.getLocalPort())))
          .hasMessageContaining("is not a pushpull server's control (no answer in time)");
    }
  }

  @Test
  void anotherServerIsSaidWithoutItsWords() throws Exception {
    HttpServer other = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 5);
    byte[] body = ("\u001b[2J" + "y".repeat(3_000_000)).getBytes(StandardCharsets.UTF_8);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(500, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    other.start();
    try {
      ServerAddress address = at(other.getAddress().getPort());
      assertThatThrownBy(() -> check(address))
          .hasMessage(
              address
                  + " is not a pushpull server's control (it answered with status 500); use the"
                  + " control address that 'pushpull serve --control' printed");
      try (var control = new ControlClient(address)) {
        assertThatThrownBy(control::counters)
            .isInstanceOf(ControlException.class)
            .hasMessageContaining("expected status 200, but got 500: \ufffd[2Jyyy")
            .message()
            .hasSizeLessThan(700);
      }
    } finally {
      other.stop(0);
    }
  }
}

package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.ChildServer;
import dev.pushpull.sut.testkit.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a connection that is open and waits costs the server: {@code POST /gc} with many of them,
 * less the same with fewer. None of them holds a buffer to read or write with, on the heap or off.
 * What the kernel holds for a socket is not in these figures.
 */
@Timeout(60)
final class IdleMemoryEndToEndTest {

  private static final int CONNECTIONS = 2_000;

  /** Open before it is looked for the first time, so that the server is warm by then. */
  private static final int FIRST = 2_000;

  private static final int BUFFER_BYTES = 16 * 1024 - 20;

  /** How a client waits. */
  enum Waiting {
    WEB_SOCKET {
      @Override
      void begin(RawClient client) throws IOException {
        client.upgrade(ChildServer.PATH);
        client.frame();
      }
    },
    EVENT_STREAM {
      @Override
      void begin(RawClient client) throws IOException {
        client.exchange("GET", ChildServer.PATH, "Accept: text/event-stream");
        client.chunk();
      }
    },
    LONG_POLL {
      @Override
      void begin(RawClient client) throws IOException {
        client.request("GET", ChildServer.PATH, "If-None-Match: \"1\"", "Prefer: wait=60");
      }
    },
    BETWEEN_POLLS {
      @Override
      void begin(RawClient client) throws IOException {
        client.exchange("GET", ChildServer.PATH);
      }
    };

    abstract void begin(RawClient client) throws IOException;
  }

  private ChildServer server;
  private final List<RawClient> clients = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = new ChildServer();
  }

  @AfterEach
  void stop() throws Exception {
    for (RawClient client : clients) {
      client.close();
    }
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void holdsNoBuffer(Waiting waiting) throws Exception {
    open(waiting, FIRST);
    JsonNode before = memory();
    open(waiting, CONNECTIONS);
    JsonNode after = memory();
    long heap = perConnection("heapUsedBytes", before, after);
    long resident = perConnection("rssBytes", before, after);
    System.err.printf("%s: %d B of heap, %d B resident%n", waiting, heap, resident);
    assertThat(heap).isBetween(1L, BUFFER_BYTES / 2L);
    assertThat(resident).isLessThan(BUFFER_BYTES);
  }

  private void open(Waiting waiting, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      var client = new RawClient(server.port);
      clients.add(client);
      waiting.begin(client);
    }
    long parked = waiting == Waiting.LONG_POLL ? clients.size() : 0;
    Await.until("all wait", () -> parked == server.counter("parked"));
    assertThat(server.counter("openConnections")).isEqualTo(clients.size());
  }

  private JsonNode memory() throws IOException {
    server.control.json("POST", "/gc");
    return server.control.json("POST", "/gc");
  }

  private static long perConnection(String key, JsonNode before, JsonNode after) {
    return (after.get(key).longValue() - before.get(key).longValue()) / CONNECTIONS;
  }
}

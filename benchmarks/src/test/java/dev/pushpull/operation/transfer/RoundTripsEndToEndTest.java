package dev.pushpull.operation.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.operation.fork.Operation;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.wire.Heads;
import dev.pushpull.spec.Protocol;
import dev.pushpull.sut.wire.ServerCounters;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Client and floor do the same thing: they move the same bytes, and the server counts as many. */
class RoundTripsEndToEndTest {

  private static final int TIMES = 20;
  private static final int PAYLOAD_BYTES = 64;

  @Test
  void theFloorOfAPollSendsWhatOkHttpSends() throws Exception {
    try (var server = OperationServer.open(Protocol.H1, 10)) {
      ByteCounts empty = perOperation(server, "pollNotModified");
      assertThat(empty.up()).isEqualTo(Heads.conditionalPoll(server.feed("op-000"), 1).length);
      assertThat(serverBytesOfFloor(server, "pollNotModified")).isEqualTo(empty);
    }
    try (var server = OperationServer.open(Protocol.H1, 10)) {
      ByteCounts full = perOperation(server, "pollNew");
      assertThat(full.up()).isEqualTo(Heads.poll(server.feed("op-000")).length);
      assertThat(serverBytesOfFloor(server, "pollNew")).isEqualTo(full);
    }
  }

  @Test
  void anEchoIsAMaskedFrameUpAndADocumentDown() throws Exception {
    try (var server = OperationServer.open(Protocol.H1, 10)) {
      ByteCounts echo = perOperation(server, "webSocketEcho");
      assertThat(echo.up()).isEqualTo(6 + PAYLOAD_BYTES);
      assertThat(echo.down()).isGreaterThan(PAYLOAD_BYTES);
    }
  }

  @Test
  void anEmptyPollIsSmallerOverHttp2() throws Exception {
    try (var h1 = OperationServer.open(Protocol.H1, 10);
        var h2c = OperationServer.open(Protocol.H2C, 10)) {
      ByteCounts plain = perOperation(h1, "pollNotModified");
      ByteCounts packed = perOperation(h2c, "pollNotModified");
      assertThat((double) (packed.up() + packed.down()) / (plain.up() + plain.down()))
          .isBetween(0.1, 0.5);
      assertThat(new RoundTrips(h2c, "pollNotModified", 0).floor()).isEmpty();
    }
  }

  @Test
  void longPollsAreParkedWhenTheirUpdateComes() throws Exception {
    try (var server = OperationServer.open(Protocol.H1, 64)) {
      try (Operation operation = new RoundTrips(server, "longPoll", PAYLOAD_BYTES).client()) {
        long before = server.control().counters().everParked();
        for (int i = 0; i < 10 * TIMES; i++) {
          operation.once();
        }
        assertThat(server.control().counters().everParked() - before)
            .isBetween(5L * TIMES, 10L * TIMES + 8);
      }
    }
  }

  @Test
  void eventsComeToClientAndFloor() throws Exception {
    try (var server = OperationServer.open(Protocol.H1_TLS, 64)) {
      var trips = new RoundTrips(server, "sseEvent", 16_384);
      ByteCounts event = perOperation(trips);
      assertThat(event.up()).isZero();
      Optional<Operation.Opening> floor = trips.floor();
      try (Operation operation = floor.orElseThrow().open()) {
        long published = server.control().counters().published();
        for (int i = 0; i < TIMES; i++) {
          operation.once();
        }
        assertThat(server.control().counters().published() - published).isEqualTo(TIMES);
      }
    }
  }

  /** After as many that settle the connection. */
  private static ByteCounts perOperation(OperationServer server, String name) throws Exception {
    return perOperation(new RoundTrips(server, name, PAYLOAD_BYTES));
  }

  private static ByteCounts perOperation(RoundTrips trips) throws Exception {
    try (Operation operation = trips.client()) {
      // HPACK's tables fill, and the version gets no more digits.
      for (int i = 0; i < TIMES; i++) {
        operation.once();
      }
      ByteCounts before = operation.bytes().orElseThrow();
      for (int i = 0; i < TIMES; i++) {
        operation.once();
      }
      ByteCounts moved = operation.bytes().orElseThrow().minus(before);
      return new ByteCounts(moved.up() / TIMES, moved.down() / TIMES);
    }
  }

  /** By the server's own count. */
  private static ByteCounts serverBytesOfFloor(OperationServer server, String name)
      throws Exception {
    try (Operation floor =
        name.equals("pollNew")
            ? RoundTripFloors.pollNew(server, "op-000")
            : RoundTripFloors.pollNotModified(server, "op-000")) {
      floor.once();
      var before = settled(server);
      for (int i = 0; i < TIMES; i++) {
        floor.once();
      }
      var moved = settled(server).since(before);
      return new ByteCounts(moved.bytesReceived() / TIMES, moved.bytesSent() / TIMES);
    }
  }

  /** The server counts an answer a moment after the client may have it. */
  private static ServerCounters settled(OperationServer server) throws Exception {
    var one = server.control().counters();
    for (int i = 0; i < 100; i++) {
      Thread.sleep(5);
      var other = server.control().counters();
      if (other.bytesSent() == one.bytesSent() && other.bytesReceived() == one.bytesReceived()) {
        return other;
      }
      one = other;
    }
    throw new IllegalStateException("the server's counts do not come to rest");
  }
}

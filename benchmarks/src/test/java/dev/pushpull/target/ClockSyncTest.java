package dev.pushpull.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.proc.HostIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A control listener whose clock is off by a known time; both clocks and all delays are made up.
 */
class ClockSyncTest {

  private static final long OFFSET = 5_000_000_000L;
  private static final String TOKEN = "secret";

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile HostIdentity host = new HostIdentity("elsewhere", "time:[1]");
  private final HttpServer server = unstarted();
  private ControlClient control = new ControlClient(new ServerAddress("127.0.0.1", 1, TOKEN));

  private static HttpServer unstarted() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/clock",
        exchange -> {
          byte[] body = answer().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    control.close();
    control =
        new ControlClient(new ServerAddress("127.0.0.1", server.getAddress().getPort(), TOKEN));
  }

  @AfterEach
  void stop() {
    control.close();
    server.stop(0);
  }

  /**
   * The way there takes as many µs as asks came before, down to 1 µs for the 40th exchange; the way
   * back takes 400 ns more than that.
   */
  private String answer() {
    long there = 1_000L * (1 + Math.abs(40 - asked.getAndIncrement()));
    long read = now.addAndGet(there) + OFFSET;
    now.addAndGet(there + 400);
    return "{\"nanoTime\": %d, \"bootId\": \"%s\", \"timeNamespace\": \"%s\", \"pid\": 1}"
        .formatted(read, host.bootId(), host.timeNamespace());
  }

  @Test
  void takesTheTightestExchangeAndSaysHowTightItWas() throws Exception {
    ClockInfo info = ClockSync.measure(control, now::get);
    assertThat(info.uncertaintyNanos()).isEqualTo(1_200); // half of 1,000 + 1,400
    assertThat(info.offsetNanos()).isEqualTo(OFFSET - 200); // half of the asymmetry
    assertThat(Math.abs(info.offsetNanos() - OFFSET)).isLessThanOrEqualTo(info.uncertaintyNanos());
    assertThat(asked).hasValueGreaterThan(40);
  }

  @Test
  void oneHostHasOneClock() throws Exception {
    host = HostIdentity.read();
    assertThat(ClockSync.measure(control, NanoClock.SYSTEM)).isEqualTo(new ClockInfo(0, 0));
    assertThat(asked).hasValue(1);
  }

  @Test
  void driftBetweenTwoComparisonsAddsToTheUncertainty() {
    assertThat(ClockSync.used(new ClockInfo(1_000, 50), new ClockInfo(1_200, 70)))
        .isEqualTo(new ClockInfo(1_000, 270));
    assertThat(ClockSync.used(new ClockInfo(1_200, 70), new ClockInfo(1_000, 50)))
        .isEqualTo(new ClockInfo(1_200, 270));
  }
}

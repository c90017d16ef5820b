package dev.pushpull.record.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.record.Recording;
import dev.pushpull.record.Recording.Feed;
import dev.pushpull.record.Recording.Update;
import dev.pushpull.result.ResultJson;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.testkit.RealServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against our own server as anybody's, whose publishing instants the test knows. */
class RecorderTest {

  private static final long STEP = 10_000_000;

  private static String file(RealServer server, String truth) {
    return """
    name: ours
    url: %s
    feeds: {names: [f]}
    update: {version: /version, time: {at: /payload, unit: ns}}
    poll: {get: "/feeds/${feed}"}
    sse: {get: "/feeds/${feed}"}
    websocket: {get: "/feeds/${feed}"}
    truth: %s
    """
        .formatted(server.address().resolve("/"), truth);
  }

  /** Such as a server writes whose clock has a step, and that publishes at once. */
  private static String stamp() {
    long now = now();
    while (now % STEP > STEP * 8 / 10) {
      LockSupport.parkNanos(STEP / 10);
      now = now();
    }
    return Long.toString(now - now % STEP);
  }

  private static long now() {
    return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
  }

  /** Publishes at random times while something goes on, and tells when that was. */
  private static List<Long> publish(RealServer server, Supplier<String> payload, int count) {
    var random = new Random(1);
    var instants = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      LockSupport.parkNanos((long) (-Math.log(1 - random.nextDouble()) * 60e6));
      instants.add(server.publish(payload.get()).publishedAtNanos());
    }
    LockSupport.parkNanos(300_000_000); // The last is to be seen.
    return instants;
  }

  private static Recorder recorder(String yaml) throws Exception {
    var spec = TargetFile.parse("target.yaml", yaml);
    return new Recorder(spec, RecordingPlan.of(spec), _ -> Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{fast-poll: 20ms}", "time", "{probe: websocket}"})
  void containsWhatWasPublished(String truth) throws Exception {
    try (var server = new RealServer(Protocol.H1)) {
      server.publish(stamp());
      Recording recorded;
      List<Long> published;
      long start;
      try (var recorder = recorder(file(server, truth));
          var other = Executors.newSingleThreadExecutor()) {
        recorder.connect();
        var publishing =
            CompletableFuture.supplyAsync(
                () -> {
                  LockSupport.parkNanos(200_000_000);
                  return publish(server, RecorderTest::stamp, 40);
                },
                other);
        recorder.listen(Duration.ofSeconds(30), publishing::isDone, () -> {});
        published = publishing.get(10, TimeUnit.SECONDS);
        start = recorder.startNanos();
        recorder.finish();
        recorded = recorder.recording();
      }
      List<Update> updates = recorded.feeds().getFirst().updates();
      List<Long> due = published.stream().map(at -> at - start).toList();
      assertThat(recorded.complete()).isFalse();
      for (Update update : updates) {
        long earliest = update.earliestNanos() == null ? 0 : update.earliestNanos();
        assertThat(due).anyMatch(at -> at >= earliest && at <= update.latestNanos());
      }
      // The server may send one message for two updates that come at once.
      assertThat(updates.size()).isBetween(truth.contains("fast-poll") ? 30 : 36, 40);
      if (!truth.contains("probe")) {
        assertThat(recorded.resolutionMs()).isBetween(5.0, 100.0);
        assertThat(updates).allSatisfy(each -> assertThat(each.earliestNanos()).isNotNull());
      }
      assertThat(ResultJson.read(ResultJson.write(recorded), "r", Recording.class).feeds())
          .isEqualTo(recorded.feeds());
    }
  }

  /** What all clients counted is what the server counted, from the first byte to the last. */
  @Test
  void countsAllBytes() throws Exception {
    try (var server = new RealServer(Protocol.H1)) {
      server.publish(stamp());
      Recording recorded;
      try (var recorder = recorder(file(server, "{fast-poll: 20ms}"))) {
        recorder.connect();
        var published = new int[1];
        recorder.listen(
            Duration.ofMillis(3_500),
            () -> {
              if (published[0]++ % 5 == 0 && published[0] < 25) {
                server.publish(stamp());
              }
              return false;
            },
            () -> {});
        recorder.finish();
        recorded = recorder.recording();
      }
      var totals = recorded.totals();
      JsonNode counters =
          server.awaitCounters(c -> c.path("bytesReceived").longValue() == totals.bytesUp());
      assertThat(new ByteCounts(totals.bytesUp(), totals.bytesDown()))
          .isEqualTo(RealServer.bytes(counters));
      assertThat(recorded.complete()).isTrue();
      assertThat(totals.failures()).isZero();
      var unchanged = recorded.answers("conditional-poll", 304).orElseThrow();
      var changed = recorded.answers("conditional-poll", 200).orElseThrow();
      var plain = recorded.answers("poll", 200).orElseThrow();
      assertThat(unchanged.bytesDown().mean()).isBetween(50.0, changed.bytesDown().mean() - 50);
      assertThat(unchanged.timeNanos().count()).isBetween(100L, 200L);
      assertThat(plain.bytesDown().mean()).isCloseTo(changed.bytesDown().mean(), within(3.0));
      var socket = recorded.push("websocket").orElseThrow();
      var events = recorded.push("sse").orElseThrow();
      assertThat(socket.messages()).isBetween(5L, 6L); // The first one is what it held.
      assertThat(socket.message().down()).isBetween(100.0, 300.0);
      assertThat(events.message().down()).isGreaterThan(socket.message().down());
      assertThat(socket.message().up()).isLessThan(10);
      assertThat(socket.opening().up()).isBetween(100.0, 500.0);
    }
  }

  /** A server that refuses is left alone for as long as it asks. */
  @Test
  void pausesWhereItIsAskedTo() throws Exception {
    try (var server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            private int asked;

            @Override
            public synchronized MockResponse dispatch(RecordedRequest request) {
              return ++asked <= 3
                  ? new MockResponse.Builder().body("{\"version\":1}").build()
                  : new MockResponse.Builder().code(429).addHeader("Retry-After", "30").build();
            }
          });
      server.start();
      try (var recorder =
          recorder(
              """
              name: busy
              url: %s
              update: {version: /version}
              poll: {get: /orders}
              truth: {fast-poll: 20ms}
              """
                  .formatted(server.url("/")))) {
        recorder.connect();
        recorder.listen(Duration.ofSeconds(2), () -> false, () -> {});
        assertThat(recorder.recording().totals().refused()).isBetween(1L, 2L);
        assertThat(recorder.recording().feeds()).containsExactly(new Feed("busy", List.of()));
      }
      assertThat(server.getRequestCount()).isLessThan(7);
    }
  }

  /** It would be asked again without a pause. */
  @Test
  void leavesLongPollsOutThatAreNotHeld() throws Exception {
    try (var server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return new MockResponse.Builder().body("{\"version\":1}").build();
            }
          });
      server.start();
      try (var recorder =
          recorder(
              """
              name: hasty
              url: %s
              update: {version: /version}
              poll: {get: /orders}
              long-poll: {get: /orders}
              truth: {fast-poll: 100ms}
              """
                  .formatted(server.url("/")))) {
        recorder.connect();
        recorder.listen(Duration.ofSeconds(1), () -> false, () -> {});
        int asked = server.getRequestCount();
        recorder.listen(Duration.ofSeconds(1), () -> false, () -> {});
        assertThat(server.getRequestCount() - asked).isBetween(8, 13);
        Recording recorded = recorder.recording();
        assertThat(recorded.answers("long-poll", 200)).isEmpty();
        assertThat(recorded.notes())
            .contains(
                "long-poll of feed 'hasty' could not connect: the server answers at once, and does"
                    + " not wait for an update; its costs are not known");
      }
    }
  }
}

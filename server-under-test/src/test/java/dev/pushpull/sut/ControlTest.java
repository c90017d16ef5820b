package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.sut.schedule.ArrivalTimes;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.ServerFixture;
import dev.pushpull.sut.wire.LogEntries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class ControlTest {

  @AutoClose private final ServerFixture fixture = new ServerFixture();

  ControlTest() throws Exception {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/clock",
        "POST|/feeds",
        "POST|/start",
        "POST|/quiesce",
        "DELETE|/feeds/f0",
        "GET|/log?feed=f0",
        "GET|/counters",
        "POST|/gc",
        "POST|/shutdown",
        "GET|/none",
        "GET|/jobs",
        "POST|/jobs"
      })
  void nothingIsDoneWithoutTheToken(String method, String path) throws Exception {
    String token = fixture.server.token();
    for (String authorization :
        new String[] {
          "",
          "Authorization: " + token,
          "Authorization: Basic " + token,
          "Authorization: Bearer",
          "Authorization: Bearer " + token.substring(1),
          "Authorization: Bearer " + token + "0"
        }) {
      try (var client = new RawClient(fixture.server.controlPort())) {
        Answer answer =
            authorization.isEmpty()
                ? client.exchange(method, path)
                : client.exchange(method, path, authorization);
        assertThat(answer.status()).as(authorization).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
      }
    }
    assertThat(fixture.feed.publish("x")).isNotNull();
    assertThat(fixture.counters().has("nanoTime")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/clock|405|GET",
        "GET|/feeds|405|POST, DELETE",
        "DELETE|/feeds|400|",
        "GET|/start|405|POST",
        "GET|/quiesce|405|POST",
        "GET|/feeds/f0|405|DELETE",
        "POST|/log|405|GET",
        "PUT|/counters|405|GET",
        "GET|/gc|405|POST",
        "GET|/shutdown|405|POST",
        "GET|/|404|",
        "GET|/nothing|404|",
        "DELETE|/feeds/none|404|",
        "GET|/log?feed=none|404|",
        "GET|/log|400|"
      })
  void saysWhatIsThereAndHow(String method, String path, int status, String allowed)
      throws Exception {
    Answer answer = fixture.control(method, path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Allow")).isEqualTo(allowed == null ? "" : allowed);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void oneAtATimeClaimsTheServer() throws Exception {
    assertThat(fixture.control("GET", "/claim").status()).isEqualTo(404);
    JsonNode ann = fixture.json("PUT", "/claim", "{\"id\":\"a\",\"who\":\"ann@host (pid 1)\"}");
    assertThat(ann.get("who").textValue()).isEqualTo("ann@host (pid 1)");
    assertThat(ann.get("expiresSeconds").intValue()).isEqualTo(20);
    RawClient.Answer bob = fixture.control("PUT", "/claim", "{\"id\":\"b\",\"who\":\"bob\"}");
    assertThat(bob.status()).isEqualTo(409);
    assertThat(bob.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(bob.body())
        .contains("the server is in use by ann@host (pid 1) since " + ann.get("since").textValue());
    assertThat(fixture.json("GET", "/claim", "")).isEqualTo(ann);
    assertThat(fixture.json("PUT", "/claim", "{\"id\":\"a\",\"who\":\"x\"}")).isEqualTo(ann);
    assertThat(fixture.control("DELETE", "/claim?id=b").status()).isEqualTo(404);
    assertThat(fixture.control("DELETE", "/claim").status()).isEqualTo(404);
    assertThat(fixture.control("DELETE", "/claim?id=a").status()).isEqualTo(204);
    assertThat(fixture.control("PUT", "/claim", "{\"id\":\"b\",\"who\":\"bob\"}").status())
        .isEqualTo(200);
  }

  @Test
  void aClaimSaysWhoseItIs() throws Exception {
    for (String body :
        new String[] {
          "{}",
          "{\"id\":\"a\"}",
          "{\"id\":\"\",\"who\":\"x\"}",
          "{\"id\":\"a\",\"who\":\"" + "x".repeat(201) + "\"}",
          "{\"id\":1,\"who\":\"x\"}"
        }) {
      assertThat(fixture.control("PUT", "/claim", body).status()).as(body).isEqualTo(400);
    }
    assertThat(fixture.control("POST", "/claim").header("Allow")).isEqualTo("GET, PUT, DELETE");
  }

  @Test
  void clockIsThisMachinesMonotonicClock() throws Exception {
    long before = System.nanoTime();
    JsonNode clock = fixture.json("GET", "/clock", "");
    assertThat(clock.get("nanoTime").longValue()).isBetween(before, System.nanoTime());
    assertThat(clock.get("pid").longValue()).isEqualTo(ProcessHandle.current().pid());
    if (Files.exists(Path.of("/proc/self/ns/time"))) {
      assertThat(clock.get("timeNamespace").textValue()).startsWith("time:[");
      assertThat(clock.get("bootId").textValue()).hasSize(36);
    }
  }

  @Test
  void createsStartsStopsAndLogs() throws Exception {
    String body =
        """
        {"feeds":[
          {"name":"p","arrivals":"poisson:500/s","seed":123,"payloadBytes":64},
          {"name":"t","arrivals":"trace:two","seed":1,"payloadBytes":0,
           "traceOffsetsNanos":[0,1000000]}]}\
        """;
    assertThat(fixture.control("POST", "/feeds", body).status()).isEqualTo(201);
    assertThat(fixture.control("POST", "/feeds", body).status()).isEqualTo(409);
    LogEntries first = fixture.log("p");
    assertThat(fixture.feedLog("p").first()).isOne();
    assertThat(first.size()).isOne();
    assertThat(first.publishedAtNanos(0)).isEqualTo(first.dueAtNanos(0));
    long before = System.nanoTime();
    long start =
        fixture.json("POST", "/start", "{\"delayNanos\":5000000}").get("startNanos").longValue();
    assertThat(start).isBetween(before + 5_000_000, System.nanoTime() + 5_000_000);
    Await.until("some are published", () -> fixture.log("p").size() > 20);
    long stopped = fixture.json("POST", "/quiesce", "").get("stoppedNanos").longValue();
    LogEntries log = fixture.log("p");
    assertThat(log.publishedAtNanos(log.size() - 1)).isLessThanOrEqualTo(stopped);
    checkDue(start, column(log, log::dueAtNanos), new Arrivals.Poisson(500).times(123));
    LogEntries trace = fixture.log("t");
    assertThat(column(trace, trace::dueAtNanos).subList(1, 3))
        .containsExactly(start, start + 1_000_000);
    assertThat(column(log, log::payloadChecksum)).doesNotHaveDuplicates();
    assertThat(fixture.counter("published")).isEqualTo(log.size() - 1 + 2);
  }

  @Test
  void deletesTheFeedsWhoseNamesBeginSo() throws Exception {
    fixture.createLog("a-1", 1);
    fixture.createLog("a-2", 1);
    assertThat(fixture.control("DELETE", "/feeds?prefix=a-").status()).isEqualTo(204);
    assertThat(fixture.server.feeds().named("")).containsExactly(fixture.feed);
  }

  private static void checkDue(long start, List<Long> dueNanos, ArrivalTimes expected) {
    for (int i = 1; i < dueNanos.size(); i++) {
      assertThat(dueNanos.get(i)).isEqualTo(start + expected.nextNanos());
    }
  }

  private static List<Long> column(LogEntries log, IntToLongFunction column) {
    return IntStream.range(0, log.size()).mapToObj(column::applyAsLong).toList();
  }

  @Test
  void aTraceIsNeverReadFromTheServersDisk() throws Exception {
    Answer answer =
        fixture.control(
            "POST",
            "/feeds",
            "{\"feeds\":[{\"name\":\"a\",\"arrivals\":\"trace:/etc/hostname\",\"seed\":1,"
                + "\"payloadBytes\":1,\"traceOffsetsNanos\":[7]}]}");
    assertThat(answer.status()).isEqualTo(201);
    fixture.control("POST", "/start", "{\"delayNanos\":0}");
    Await.until("its one update is there", () -> fixture.log("a").size() == 2);
  }

  @Test
  void countersNeverFallAndCpuIsSplit() throws Exception {
    JsonNode before = fixture.counters();
    try (var client = fixture.connect()) {
      for (int i = 0; i < 2_000; i++) {
        client.exchange("GET", ServerFixture.PATH);
      }
    }
    JsonNode after = fixture.counters();
    assertThat(after.at("/requestsByStatus/200").longValue()).isEqualTo(2_000);
    assertThat(after.get("updatesSent").longValue()).isEqualTo(2_000);
    assertThat(after.get("heapUsedBytes").longValue()).isPositive();
    if (Files.isDirectory(Path.of("/proc/self/task"))) {
      for (String kind : new String[] {"serve", "publish", "jit", "gc", "control"}) {
        assertThat(after.at("/cpuNanos/" + kind).longValue())
            .as(kind)
            .isGreaterThanOrEqualTo(before.at("/cpuNanos/" + kind).longValue());
      }
      long served =
          after.at("/cpuNanos/serve").longValue() - before.at("/cpuNanos/serve").longValue();
      assertThat(served).isBetween(2_000_000L, 10_000_000_000L);
      assertThat(after.get("rssBytes").longValue()).isPositive();
      assertThat(after.get("runQueueNanos").longValue())
          .isGreaterThanOrEqualTo(before.get("runQueueNanos").longValue());
    }
  }

  @Test
  void collectsGarbageOnRequest() throws Exception {
    assertThat(fixture.json("POST", "/gc", "").get("heapUsedBytes").longValue()).isPositive();
  }

  @Test
  void shutsDown() throws Exception {
    assertThat(fixture.control("POST", "/shutdown").status()).isEqualTo(202);
    Await.until(
        "the port is closed",
        () -> {
          try (var client = fixture.connect()) {
            return client.sent() > 0;
          } catch (java.io.IOException e) {
            return true;
          }
        });
  }
}

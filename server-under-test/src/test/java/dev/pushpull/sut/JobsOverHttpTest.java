package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.ServerFixture;
import dev.pushpull.sut.wire.LogEntries;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs as clients and control see them. */
@Timeout(30)
final class JobsOverHttpTest {

  private static final JsonMapper JSON = new JsonMapper();

  @AutoClose private final ServerFixture fixture = new ServerFixture();
  @AutoClose private final RawClient client = fixture.connect();

  JobsOverHttpTest() throws Exception {}

  private void enable(String settings) throws Exception {
    assertThat(fixture.control("POST", "/jobs", settings).status()).isEqualTo(200);
  }

  private JsonNode jobs() throws Exception {
    Answer answer = fixture.control("GET", "/jobs");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private void awaitJobs(String counter, long value) throws Exception {
    Await.until(counter + " is " + value, () -> jobs().get(counter).longValue() == value);
  }

  private static String state(Answer answer) throws Exception {
    String payload = JSON.readTree(answer.body()).get("payload").textValue();
    return JSON.readTree(payload).get("state").textValue();
  }

  @Test
  void aJobIsAcceptedAndItsFeedTellsHowFarItIs() throws Exception {
    enable("{\"service\":\"constant:1500ms\"}");
    Answer accepted = client.post("/jobs", "");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("Location")).isEqualTo("/feeds/job-1");
    assertThat(accepted.header("Retry-After")).isEqualTo("2");
    assertThat(accepted.header("ETag")).isEqualTo("\"1\"");
    assertThat(accepted.header("Cache-Control")).isEqualTo("no-store");
    assertThat(accepted.header("Content-Type")).isEqualTo("application/json");
    assertThat(state(accepted)).isEqualTo("accepted");
    Answer processing =
        client.exchange("GET", "/feeds/job-1", "If-None-Match: \"1\"", "Prefer: wait=10");
    assertThat(state(processing)).isEqualTo("processing");
    assertThat(processing.header("Retry-After")).isEqualTo("2");
    Answer same = client.exchange("GET", "/feeds/job-1", "If-None-Match: \"2\"");
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("Retry-After")).isEqualTo("2");
    Answer done = client.exchange("GET", "/feeds/job-1", "If-None-Match: \"2\"", "Prefer: wait=10");
    assertThat(state(done)).isEqualTo("processed");
    assertThat(done.header("ETag")).isEqualTo("\"3\"");
    assertThat(done.header("Retry-After")).isEmpty();
    checkInstants();
  }

  private void checkInstants() throws Exception {
    awaitJobs("finished", 1);
    JsonNode job = jobs().get("jobs").get(0);
    LogEntries log = fixture.log("job-1");
    assertThat(job.get("feed").textValue()).isEqualTo("job-1");
    assertThat(job.get("state").textValue()).isEqualTo("processed");
    assertThat(job.get("serviceNanos").longValue()).isEqualTo(1_500_000_000);
    assertThat(job.get("acceptedAtNanos").longValue()).isEqualTo(log.publishedAtNanos(0));
    assertThat(job.get("processingAtNanos").longValue()).isEqualTo(log.publishedAtNanos(1));
    assertThat(job.get("doneAtNanos").longValue()).isEqualTo(log.publishedAtNanos(2));
    assertThat(log.size()).isEqualTo(3);
  }

  @Test
  void everyWayOfListeningHearsOfTheEnd() throws Exception {
    enable("{\"service\":\"constant:300ms\",\"failurePercent\":100}");
    client.post("/jobs", "{}");
    try (var socket = fixture.connect().upgrade("/feeds/job-1");
        var events = fixture.connect()) {
      events.exchange("GET", "/feeds/job-1", "Accept: text/event-stream");
      assertThat(lastFrame(socket)).contains("failed");
      String event = events.chunk();
      while (!event.contains("failed")) {
        event = events.chunk();
      }
      assertThat(event).startsWith("id: 3\n");
    }
    awaitJobs("failed", 1);
  }

  private static String lastFrame(RawClient socket) throws Exception {
    String payload = socket.frame().payload();
    while (!payload.contains("\"version\":3,")) {
      payload = socket.frame().payload();
    }
    return payload;
  }

  @Test
  void thereAreNoMoreAtOnceThanAllowed() throws Exception {
    enable("{\"service\":\"constant:30s\",\"maxLive\":2}");
    assertThat(client.post("/jobs", "").status()).isEqualTo(202);
    assertThat(client.post("/jobs", "").status()).isEqualTo(202);
    Answer refused = client.post("/jobs", "");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("15");
    assertThat(refused.body()).contains("the limit of live jobs is reached; try again later");
    assertThat(jobs().get("refused").longValue()).isEqualTo(1);
    assertThat(jobs().get("live").longValue()).isEqualTo(2);
  }

  @Test
  void aFinishedJobExpires() throws Exception {
    enable("{\"service\":\"constant:1ms\",\"keepSeconds\":1}");
    client.post("/jobs", "");
    assertThat(client.exchange("GET", "/feeds/job-1").status()).isEqualTo(200);
    awaitJobs("expired", 1);
    assertThat(client.exchange("GET", "/feeds/job-1").status()).isEqualTo(404);
    assertThat(jobs().get("jobs")).isEmpty();
    assertThat(fixture.server.feeds().named("")).hasSize(1);
  }

  @Test
  void nobodyButTheServerPublishesToAJob() throws Exception {
    enable("{\"service\":\"constant:30s\"}");
    client.post("/jobs", "");
    Answer answer = client.post("/feeds/job-1", "{\"state\":\"processed\"}");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("clients must not publish to a job's feed");
    try (var socket = fixture.connect().upgrade("/feeds/job-1")) {
      socket.sendText("x");
      assertThat(socket.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void withoutJobsThereIsNothing() throws Exception {
    Answer answer = client.post("/jobs", "");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("jobs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    enable("{\"service\":\"constant:1s\"}");
    Answer answer = client.exchange(method, "/jobs");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|202",
        "{\"x\":[1,{}]}|202",
        "''|202",
        "[]|400",
        "1|400",
        "{|400",
        "{}{}|400",
        "hello|400"
      })
  void aJobIsAnObjectOrNothing(String body, int status) throws Exception {
    enable("{\"service\":\"constant:30s\"}");
    assertThat(client.post("/jobs", body).status()).isEqualTo(status);
    assertThat(jobs().get("created").longValue()).isEqualTo(status == 202 ? 1 : 0);
  }

  @Test
  void aJobIsBoundedText() throws Exception {
    enable("{\"service\":\"constant:30s\"}");
    String longest = "{\"x\":\"" + "x".repeat(4_088) + "\"}";
    assertThat(client.post("/jobs", longest).status()).isEqualTo(202);
    assertThat(client.post("/jobs", longest + " ").status()).isEqualTo(413);
    assertThat(client.post("/jobs", "{}", "Content-Type: image/png").status()).isEqualTo(415);
    client.requestWithBody("POST", "/jobs", new byte[] {'{', (byte) 0xc3, '}'});
    assertThat(client.answer().status()).isEqualTo(400);
    assertThat(jobs().get("created").longValue()).isEqualTo(1);
  }

  @Test
  void pagesOfAnotherOriginAreForbidden() throws Exception {
    enable("{\"service\":\"constant:30s\"}");
    assertThat(client.post("/jobs", "", "Origin: http://evil.example").status()).isEqualTo(403);
    assertThat(client.post("/jobs", "", "Origin: http://localhost").status()).isEqualTo(202);
  }

  @Test
  void isBoundedAsPublishingIs() throws Exception {
    assertThat(statusUnder(1, true)).isEqualTo(429);
    assertThat(statusUnder(100, false)).isEqualTo(403);
  }

  private static int statusUnder(int perSecond, boolean mayPublish) throws Exception {
    var limits =
        new DataLimits(
            Duration.ofSeconds(20),
            2,
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            perSecond,
            mayPublish);
    try (var other = new ServerFixture(Configs.withDataLimits(ServerConfig.defaults(), limits));
        var submitter = other.connect()) {
      other.control("POST", "/jobs", "{\"service\":\"constant:30s\"}");
      int status = submitter.post("/jobs", "").status();
      for (int i = 0; i < 10 && status == 202; i++) {
        status = submitter.post("/jobs", "").status();
      }
      return status;
    }
  }

  @Test
  void areStoppedWithTheArrivals() throws Exception {
    enable("{\"service\":\"constant:500ms\"}");
    client.post("/jobs", "");
    client.exchange("GET", "/feeds/job-1", "If-None-Match: \"1\"", "Prefer: wait=10");
    client.request("GET", "/feeds/job-1", "If-None-Match: \"2\"", "Prefer: wait=20");
    fixture.awaitCounter("parked", 1);
    fixture.control("POST", "/quiesce");
    assertThat(client.answer().status()).isLessThan(500);
    assertThat(client.post("/jobs", "").status()).isEqualTo(503);
    awaitJobs("stopped", 1);
    awaitJobs("live", 0);
    assertThat(fixture.counter("parked")).isZero();
  }

  @Test
  void manyJobsEndEachOnce() throws Exception {
    enable("{\"service\":\"exponential:20ms\",\"failurePercent\":25,\"seed\":3}");
    for (int i = 0; i < 1_000; i++) {
      int status = client.post("/jobs", "").status();
      assertThat(status).isEqualTo(202);
    }
    awaitJobs("live", 0);
    JsonNode all = jobs();
    assertThat(all.get("created").longValue()).isEqualTo(1_000);
    assertThat(all.get("finished").longValue() + all.get("failed").longValue()).isEqualTo(1_000);
    assertThat(all.get("failed").longValue()).isBetween(195L, 305L); // four standard deviations
    for (JsonNode job : all.get("jobs")) {
      long took = job.get("doneAtNanos").longValue() - job.get("acceptedAtNanos").longValue();
      // The instants are relative to the draw, just before the feed came to be.
      assertThat(took).isGreaterThan(job.get("serviceNanos").longValue() - 100_000_000);
    }
  }

  @Test
  void controlTellsTheSettings() throws Exception {
    String settings =
        "{\"service\":\"lognormal:2s,0.5\",\"failurePercent\":10,\"maxLive\":5,\"seed\":9,"
            + "\"keepSeconds\":30}";
    JsonNode answer = fixture.json("POST", "/jobs", settings);
    assertThat(answer).isEqualTo(JSON.readTree(settings));
    Answer other = fixture.control("PUT", "/jobs");
    assertThat(other.status()).isEqualTo(405);
    assertThat(other.header("Allow")).isEqualTo("GET, POST");
  }
}

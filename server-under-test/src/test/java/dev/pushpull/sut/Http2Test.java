package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.net.WireProtocol;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.Certificates;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.ServerFixture;
import dev.pushpull.sut.wire.LogPage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways of listening, over HTTP/2: by ALPN, and with prior knowledge. */
@Timeout(30)
@ParameterizedClass
@EnumSource(names = {"H2", "H2C"})
final class Http2Test {

  private final WireProtocol protocol;
  private final ServerFixture fixture;
  private final Sockets sockets = new Sockets();
  private final OkHttpClient client;

  Http2Test(WireProtocol protocol) throws Exception {
    this.protocol = protocol;
    fixture = new ServerFixture(Certificates.config(protocol));
    client =
        new OkHttpClient.Builder()
            .sslSocketFactory(
                Certificates.TRUSTING.sslSocketFactory(), Certificates.TRUSTING.trustManager())
            .protocols(
                protocol.isTls()
                    ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
                    : List.of(Protocol.H2_PRIOR_KNOWLEDGE))
            .socketFactory(sockets)
            .build();
  }

  /** Remembers the socket, to break it. */
  private static final class Sockets extends SocketFactory {
    private Socket newest = new Socket();

    @Override
    public Socket createSocket() {
      newest = new Socket();
      return newest;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
      throw new UnsupportedOperationException();
    }
  }

  @AfterEach
  void stop() {
    client.connectionPool().evictAll();
    fixture.close();
  }

  private Call call(String... headers) {
    Request.Builder request = request(PATH);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.newCall(request.build());
  }

  @Test
  void answersAPoll() throws Exception {
    try (Response answer = call().execute()) {
      assertThat(answer.protocol().toString()).startsWith("h2");
      assertThat(answer.code()).isEqualTo(200);
      assertThat(answer.header("ETag")).isEqualTo("\"1\"");
      assertThat(answer.body().string()).isEqualTo(fixture.newest());
    }
    try (Response answer = call("If-None-Match", "\"1\"").execute()) {
      assertThat(answer.code()).isEqualTo(304);
    }
    Await.until("both are counted", () -> fixture.counters().path("requestsByStatus").size() == 2);
    assertThat(fixture.counter("connectionsOpened")).isEqualTo(1);
    assertThat(fixture.counter("updatesSent")).isEqualTo(1);
  }

  @Test
  void readsListsFromAllTheirLines() throws Exception {
    Request lines =
        request(PATH)
            .addHeader("If-None-Match", "\"x\"")
            .addHeader("If-None-Match", "W/\"1\"")
            .addHeader("Prefer", "respond-async")
            .addHeader("Prefer", "wait=1")
            .addHeader("Accept", "text/html")
            .addHeader("Accept", "application/json")
            .build();
    try (Response answer = client.newCall(lines).execute()) {
      assertThat(answer.code()).isEqualTo(304);
      assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
    }
    try (Response answer = call("Accept", "").execute()) {
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }
  }

  @Test
  void headDiffersFromGetByTheBodyAlone() throws Exception {
    String[][] cases = {{"X", "y"}, {"If-None-Match", "\"1\""}, {"Accept", "text/event-stream"}};
    for (String[] header : cases) {
      Call get = call(header);
      try (Response full = get.execute();
          Response head = client.newCall(get.request().newBuilder().head().build()).execute()) {
        assertThat(head.code()).isEqualTo(full.code());
        assertThat(head.headers().newBuilder().removeAll("Date").build())
            .isEqualTo(full.headers().newBuilder().removeAll("Date").build());
        get.cancel();
      }
    }
    answersAfterwards();
  }

  @Test
  void holdsALongPoll() throws Exception {
    Call answer = call("If-None-Match", "\"1\"", "Prefer", "wait=10");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var body = threads.submit(() -> answer.execute().body().string());
      fixture.awaitCounter("parked", 1);
      fixture.feed.publish("x");
      assertThat(body.get(5, TimeUnit.SECONDS)).isEqualTo(fixture.newest());
    }
  }

  @Test
  void aLongPollWhoseConnectionIsLostIsParkedNoLonger() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var status = threads.submit(this::waitForNews);
      fixture.awaitCounter("parked", 1);
      sockets.newest.close();
      assertThatThrownBy(() -> status.get(5, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
    fixture.awaitCounter("parked", 0);
    fixture.awaitCounter("openConnections", 0);
    assertThat(fixture.counter("aborted")).isEqualTo(1);
    assertThat(fixture.counters().path("requestsByStatus")).isEmpty();
  }

  private void answersAfterwards() throws IOException {
    try (Response answer = call().execute()) {
      assertThat(answer.code()).isEqualTo(200);
    }
    assertThat(fixture.counter("connectionsOpened")).isEqualTo(1);
  }

  @Test
  void streamsEventsUntilTheyAreGivenUp() throws Exception {
    Call stream = call("Accept", "text/event-stream");
    try (Response events = stream.execute()) {
      var source = events.body().source();
      assertThat(source.readUtf8LineStrict()).isEqualTo("id: 1");
      fixture.feed.publish("x");
      while (!"id: 2".equals(source.readUtf8LineStrict())) {
        // Version 1's data, and the line between.
      }
      stream.cancel();
    }
    Await.until(
        "nobody listens",
        () -> {
          fixture.feed.publish("y");
          long sent = fixture.counter("updatesSent");
          fixture.feed.publish("z");
          return fixture.counter("updatesSent") == sent;
        });
    assertThat(fixture.counters().path("requestsByStatus").path("200").intValue()).isEqualTo(1);
    assertThat(fixture.counter("aborted")).isZero();
    assertThat(fixture.counter("openConnections")).isEqualTo(1);
    answersAfterwards();
  }

  private int waitForNews() throws IOException {
    try (Response answer = call("If-None-Match", "\"1\"", "Prefer", "wait=10").execute()) {
      return answer.code();
    }
  }

  @Test
  void readsALogOn() throws Exception {
    Feed log = fixture.createLog("log", 10);
    log.publish("a");
    Call page = client.newCall(request("/feeds/log?after=1").build());
    try (Response answer = page.execute()) {
      assertThat(LogPage.decode(answer.body().bytes()).updates())
          .containsExactly(log.newest().update());
    }
    Call waiting =
        client.newCall(request("/feeds/log?after=2").header("Prefer", "wait=10").build());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var body = threads.submit(() -> waiting.execute().body().bytes());
      fixture.awaitCounter("parked", 1);
      log.publish("b");
      assertThat(LogPage.decode(body.get(5, TimeUnit.SECONDS)).updates())
          .containsExactly(log.newest().update());
    }
    Call events =
        client.newCall(request("/feeds/log?after=0").header("Accept", "text/event-stream").build());
    try (Response answer = events.execute()) {
      var source = answer.body().source();
      for (int version = 1; version <= 3; version++) {
        assertThat(source.readUtf8LineStrict()).isEqualTo("id: " + version);
        assertThat(source.readUtf8LineStrict()).startsWith("data: {");
        assertThat(source.readUtf8LineStrict()).isEmpty();
      }
      events.cancel();
    }
  }

  @Test
  void refusesWhatALogKeepsNoLonger() throws Exception {
    Feed log = fixture.createLog("log", 2);
    log.publish("a");
    log.publish("b");
    for (String accept : new String[] {"application/json", "text/event-stream"}) {
      Call call = client.newCall(request("/feeds/log?after=0").header("Accept", accept).build());
      try (Response answer = call.execute()) {
        assertThat(answer.code()).isEqualTo(410);
        assertThat(answer.body().string()).contains("\"oldest\":2");
      }
    }
  }

  @Test
  void takesAJobInAndTellsOfItsEnd() throws Exception {
    fixture.control("POST", "/jobs", "{\"service\":\"constant:200ms\"}");
    RequestBody empty = RequestBody.create(new byte[0]);
    String location;
    try (Response answer = client.newCall(request("/jobs").post(empty).build()).execute()) {
      assertThat(answer.code()).isEqualTo(202);
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      location = String.valueOf(answer.header("Location"));
    }
    assertThat(waitBeyond(location, 1)).contains("process"); // Or it is processed already.
    assertThat(waitBeyond(location, 2)).contains("processed");
  }

  private String waitBeyond(String location, int heldVersion) throws Exception {
    Request request =
        request(location)
            .header("If-None-Match", "\"" + heldVersion + "\"")
            .header("Prefer", "wait=10")
            .build();
    try (Response answer = client.newCall(request).execute()) {
      return answer.body().string();
    }
  }

  private Request.Builder request(String path) {
    String scheme = protocol.isTls() ? "https" : "http";
    return new Request.Builder().url(scheme + "://127.0.0.1:" + fixture.server.port() + path);
  }

  @Test
  void carriesManyRequestsOnOneConnection() throws Exception {
    int requests = 5; // As many as OkHttp sends to one host at a time.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      call().execute().close();
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < requests; i++) {
        answers.add(threads.submit(this::waitForNews));
      }
      fixture.awaitCounter("parked", requests);
      fixture.feed.publish("x");
      for (Future<Integer> answer : answers) {
        assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(200);
      }
    }
    fixture.awaitCounter("updatesSent", requests + 1);
    assertThat(fixture.counter("connectionsOpened")).isEqualTo(1);
  }

  @Test
  void whoSpeaksHttp1GetsHttp1() throws Exception {
    if (protocol == WireProtocol.H2C) {
      try (RawClient plain = fixture.connect()) {
        assertThat(plain.exchange("GET", PATH).body()).isEqualTo(fixture.newest());
      }
    } else {
      var http1 = client.newBuilder().protocols(List.of(Protocol.HTTP_1_1)).build();
      try (Response answer = http1.newCall(call().request()).execute()) {
        assertThat(answer.protocol()).isEqualTo(Protocol.HTTP_1_1);
        assertThat(answer.body().string()).isEqualTo(fixture.newest());
      }
    }
  }
}

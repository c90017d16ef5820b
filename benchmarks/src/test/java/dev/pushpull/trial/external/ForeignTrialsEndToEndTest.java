package dev.pushpull.trial.external;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.target.Preset;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.proc.OptionalProgram;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.testkit.ForeignServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials of servers that were not made here: every update is accounted for. */
class ForeignTrialsEndToEndTest {

  /** Node reads the clock of its log and that of its times one after the other. */
  private static final double CLOCKS_APART_MS = 0.5;

  @TempDir Path folder = Path.of("");

  private static List<PublishLog> logs(ForeignServer server, TargetSpec target) throws IOException {
    JsonNode all;
    try (InputStream in = server.url().resolve("/log").toURL().openStream()) {
      all = new ObjectMapper().readTree(in);
    }
    var logs = new ArrayList<PublishLog>();
    for (String feed : target.feeds()) {
      var log = new PublishLog();
      for (JsonNode update : all) {
        if (update.path("feed").asText().equals(feed)) {
          long nanos = Long.parseLong(update.path("atNanos").asText());
          log.add(nanos, nanos, 0);
        }
      }
      logs.add(log);
    }
    return logs;
  }

  /** Another program publishes to one feed and the other. */
  private static Object publishBeside(ForeignServer server, TargetSpec target) throws Exception {
    var random = new Random(5);
    // An offer of HTTP/2 would look like a WebSocket's to the server.
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; ; i++) {
        String feed = target.feeds().get(i % target.feeds().size());
        HttpRequest post =
            HttpRequest.newBuilder(server.url().resolve("/orders/" + feed + "/position"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"stamp\":" + i + "}"))
                .build();
        http.send(post, HttpResponse.BodyHandlers.discarding());
        Thread.sleep(random.nextInt(30, 100));
      }
    }
  }

  private static void allOurs(TargetFigures target) {
    assertThat(target.foreign()).isZero();
    assertThat(target.own()).isPositive();
  }

  @Nested
  @Needs(OptionalProgram.NODE)
  class Node {

    /** The server's own time of each update, by our clock, lies where it is said to. */
    @ParameterizedTest
    @CsvSource({
      "express, orders.yaml, poll@200ms, OKHTTP",
      "express, orders.yaml, conditional-poll@200ms, NETTY",
      "express, orders.yaml, long-poll, OKHTTP",
      "express, orders.yaml, sse, NETTY",
      "express, orders.yaml, websocket, OKHTTP",
      "graphql-ws, subscriptions.yaml, websocket, OKHTTP",
    })
    void boundsHoldTheServersOwnTime(String kind, String file, String strategy, Engine engine)
        throws Exception {
      try (var server =
          kind.equals("express") ? ForeignServer.express() : ForeignServer.graphqlWs()) {
        String yaml = kind.equals("express") ? ForeignServer.file(file) : ForeignServer.shown(file);
        TargetSpec target = server.target(yaml);
        LiveTrial live = LiveTrial.run(target, strategy, engine, folder);
        allOurs(LiveTrial.between(live.result(), live.by(logs(server, target))));
        assertThat(live.result().counts().updates().undelivered()).isZero();
      }
    }

    /**
     * Times of another host are known by comparing clocks. (127.1 is this one, but does not look
     * so.)
     */
    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '"',
        value = {"127.0.0.1, this machine's", "LOCALHOST, compared by publishing"})
    void timesInUpdatesHoldTheServersOwn(String host, String clock) throws Exception {
      try (var server = ForeignServer.express();
          var background = Executors.newSingleThreadExecutor()) {
        String yaml =
            server
                .at(ForeignServer.file("orders.yaml"))
                .replace("truth: publish", "truth: time")
                .replace("127.0.0.1", host);
        TargetSpec target = TargetFile.parse("target.yaml", yaml);
        Future<?> others = background.submit(() -> publishBeside(server, target));
        LiveTrial live = LiveTrial.run(target, "websocket", Engine.OKHTTP, folder);
        others.cancel(true);
        TargetFigures figures =
            LiveTrial.between(live.result(), live.by(logs(server, target)), CLOCKS_APART_MS);
        assertThat(figures.clock()).isEqualTo(clock);
        assertThat(figures.widthP50Ms()).isBetween(0.001, 100.0);
      }
    }

    /** One that answers 202 and shows an update 20 ms later: its own delay counts. */
    @ParameterizedTest
    @CsvSource({"websocket, OKHTTP", "long-poll, NETTY"})
    void whatAServerPutsOffCounts(String strategy, Engine engine) throws Exception {
      try (var server = ForeignServer.socketIo()) {
        TrialResult result =
            LiveTrial.run(
                    server.target(ForeignServer.shown("rooms.yaml")), strategy, engine, folder)
                .result();
        allOurs(LiveTrial.accounted(result));
        assertThat(result.deliveryLatencyMs().p50()).isBetween(19.0, 200.0);
      }
    }
  }

  private void broker(ForeignServer server, Preset preset) throws Exception {
    TrialResult result =
        LiveTrial.run(server.target(preset.example()), "websocket", Engine.NETTY, folder).result();
    allOurs(LiveTrial.accounted(result));
    assertThat(result.counts().updates().undelivered()).isZero();
  }

  @Nested
  @Needs(OptionalProgram.MOSQUITTO)
  class Mosquitto {

    @Test
    void mqtt() throws Exception {
      try (var server = ForeignServer.mosquitto()) {
        broker(server, Preset.MQTT);
      }
    }
  }

  @Nested
  @Needs(OptionalProgram.RABBITMQ)
  class RabbitMq {

    @Test
    void stomp() throws Exception {
      try (var server = ForeignServer.rabbitMq()) {
        broker(server, Preset.STOMP);
      }
    }
  }
}

package dev.pushpull.trial.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushpull.measure.FeedMeters;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.target.PublishedLogs;
import dev.pushpull.target.ServerSetup;
import dev.pushpull.target.Target;
import dev.pushpull.testkit.Trials;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own server as anybody's, whose log tells afterwards what could not be known. */
class ExternalTrialEndToEndTest {

  private static final int FEEDS = 2;
  private static final double NANOS = 1e6;

  @TempDir Path folder = Path.of("");

  private TargetSpec target(Target server, String truth) throws Exception {
    return TargetFile.read(
        Files.writeString(
            folder.resolve("target.yaml"),
            """
            name: ours
            url: %s
            feeds: {count: %d, name: "f-${n}"}
            update: {version: /version}
            poll: {get: "/feeds/${feed}"}
            sse: {get: "/feeds/${feed}"}
            websocket: {get: "/feeds/${feed}"}
            publish: {post: "/feeds/${feed}", body: "${stamp}", version: /version, stamp-at: /payload}
            truth: %s
            """
                .formatted(server.feed("").resolve("/"), FEEDS, truth)));
  }

  private static Map<String, PublishLog> logs(Target server) throws Exception {
    var logs = new TreeMap<String, PublishLog>();
    new PublishedLogs(server.control(), "f-")
        .readNew(
            (feed, published, due, checksum) ->
                logs.computeIfAbsent(feed, _ -> new PublishLog()).add(published, due, checksum));
    return logs;
  }

  /** What happens on the server besides. */
  @FunctionalInterface
  private interface Others {
    void publish(Target server) throws Exception;
  }

  /** What a trial found, and what the server's log says of it. */
  private record Found(TrialResult result, FeedMeters truly) {}

  private static void createFeeds(Target server) throws Exception {
    server
        .control()
        .createFeeds(
            List.of(
                new FeedSpec("f-1", new UpdateSource.ClientsOnly(), 1, 64),
                new FeedSpec("f-2", new UpdateSource.ClientsOnly(), 1, 64)));
  }

  private Found run(String truth, String strategy, Engine engine, Others others) throws Exception {
    var setup = new ServerSetup(Protocol.H1, 100, Duration.ofMinutes(2), 128);
    try (Target server = Target.start(setup, folder.resolve("server.log"))) {
      createFeeds(server);
      try (var background = Executors.newSingleThreadExecutor()) {
        Future<?> publishing =
            background.submit(
                () -> {
                  others.publish(server);
                  return null;
                });
        LiveTrial live = LiveTrial.run(target(server, truth), strategy, engine, folder);
        FeedMeters truly = live.by(List.copyOf(logs(server).values()));
        publishing.cancel(true);
        return new Found(live.result(), truly);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"poll@200ms, OKHTTP", "websocket, OKHTTP", "websocket, NETTY", "sse, NETTY"})
  void bothEndsHoldWhatTheServersOwnLogSays(String strategy, Engine engine) throws Exception {
    Found found = run("publish", strategy, engine, _ -> {});
    check(found.result, found.truly);
  }

  /** Another program publishes every 100 ms or so, to one feed and the other. */
  private static void publishElsewhere(Target server) throws Exception {
    var random = new Random(5);
    try (var http = HttpClient.newHttpClient()) {
      for (int i = 0; ; i++) {
        HttpRequest post =
            HttpRequest.newBuilder(server.feed("f-" + (1 + i % FEEDS)))
                .POST(HttpRequest.BodyPublishers.ofString("update " + i))
                .build();
        http.send(post, HttpResponse.BodyHandlers.discarding());
        Thread.sleep(random.nextInt(50, 150));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"poll@200ms, OKHTTP", "websocket, NETTY"})
  void fastPollsHoldIt(String strategy, Engine engine) throws Exception {
    Found found =
        run("{fast-poll: 20ms}", strategy, engine, ExternalTrialEndToEndTest::publishElsewhere);
    TargetFigures target = LiveTrial.between(found.result, found.truly);
    // A push narrows what two polls leave open.
    assertThat(target.widthP50Ms()).isGreaterThan(strategy.equals("websocket") ? 3 : 15);
    assertThat(target.own()).isZero();
  }

  @Test
  void probesGiveLowerBounds() throws Exception {
    Found found =
        run(
            "{probe: websocket}",
            "poll@200ms",
            Engine.OKHTTP,
            ExternalTrialEndToEndTest::publishElsewhere);
    TrialResult result = found.result;
    assertThat(result.deliveryLatencyMs().mean())
        .isPositive()
        .isLessThanOrEqualTo(found.truly.delivery.latency.meanNanos() / NANOS);
    assertThat(result.stalenessMs().distribution().mean())
        .isPositive()
        .isLessThanOrEqualTo(found.truly.freshness.staleness.meanNanos() / NANOS);
    assertThat(result.target()).isNotNull();
    assertThat(result.target().atMost()).isNotNull();
    assertThat(result.target().atMost().deliveryLatencyMs()).isEqualTo(Distribution.NONE);
  }

  @Test
  void countersTellNoTime() throws Exception {
    TrialResult result =
        run("counters", "poll@500ms", Engine.OKHTTP, ExternalTrialEndToEndTest::publishElsewhere)
            .result;
    assertThat(result.times().deliveryLatencyMs()).isEqualTo(Distribution.NONE);
    assertThat(result.counts().updates().published()).isNull();
    assertThat(result.target()).isNotNull();
    TargetFigures.Counted counted = result.target().counted();
    assertThat(counted).isNotNull();
    // About four updates of its feed pass by between two polls.
    assertThat(counted.lost()).isPositive();
    assertThat(counted.doubled()).isZero();
    assertThat(counted.reordered()).isZero();
    assertThat(counted.maxBehind()).isBetween(1L, 10L);
  }

  @Test
  void noFileHoldsASecret() throws Exception {
    var setup = new ServerSetup(Protocol.H1, 100, Duration.ofMinutes(2), 128);
    Path trial = Files.createDirectories(folder.resolve("trial"));
    try (Target server = Target.start(setup, folder.resolve("server.log"))) {
      createFeeds(server);
      TargetSpec plain = target(server, "publish");
      Path file = folder.resolve("target.yaml");
      Files.writeString(
          file, Files.readString(file) + "headers: {Authorization: \"Basic dXNlcjpnZWhlaW0=\"}\n");
      TrialSpec spec = LiveTrial.spec(plain, "websocket", Engine.OKHTTP);
      var external =
          new TrialSpec(
              spec.id(),
              spec.strategy(),
              spec.workload(),
              spec.timing(),
              spec.repeat(),
              spec.seed(),
              spec.server(),
              spec.setup().withTarget(file));
      TrialResult result = Trials.run(external, trial, _ -> {});
      assertThat(result.counts().updates().delivered()).isPositive();
    }
    try (Stream<Path> files = Files.list(trial)) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThan(3);
      for (Path each : all) {
        assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
            .as(each.toString())
            .doesNotContain("dXNlcjpnZWhlaW0", "user:geheim");
      }
    }
  }

  private static void check(TrialResult result, FeedMeters truly) {
    TargetFigures target = LiveTrial.between(result, truly);
    assertThat(target.foreign()).isZero();
    assertThat(target.contradicted()).isZero();
    assertThat(target.guessed()).isZero();
    assertThat(result.counts().updates().undelivered()).isZero();
    assumeThat(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())
        .as("how many threads wanted a processor, of both servers and all else")
        .isLessThan(Runtime.getRuntime().availableProcessors());
    assertThat(target.widthP50Ms()).isBetween(0.0, 2.0);
  }
}

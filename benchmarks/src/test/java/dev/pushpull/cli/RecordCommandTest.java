package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.record.Recording;
import dev.pushpull.result.ResultJson;
import dev.pushpull.spec.Protocol;
import dev.pushpull.sut.testkit.Messages;
import dev.pushpull.testkit.RealServer;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import dev.pushpull.tune.Recommendation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Records our own server as anybody's, and advises on it. */
class RecordCommandTest {

  private static final String SHORT =
      """
      name: ours
      url: http://127.0.0.1:1
      feeds: {count: 3, name: "f-${n}"}
      update: {version: /version, time: {at: /at, unit: ms}}
      poll: {get: "/feeds/${feed}"}
      sse: {get: "/feeds/${feed}"}
      publish: {post: "/feeds/${feed}", body: '{"x":${random}}', version: /version}
      truth: %s
      """;

  @TempDir Path temp;

  private final Terminal terminal = new Terminal();

  private int run(String... args) {
    return terminal.run(new SampleRunner(), args);
  }

  private Path file(RealServer server) throws IOException {
    String yaml =
        """
        name: ours
        url: %s
        headers: {X-Key: "open-sesame-7"}
        feeds: {names: [f]}
        update: {version: /version}
        poll: {get: "/feeds/${feed}?key=open-sesame-7"}
        websocket: {get: "/feeds/${feed}"}
        truth: {fast-poll: 20ms}
        """
            .formatted(server.address().resolve("/"));
    return Files.writeString(temp.resolve("ours.yaml"), yaml);
  }

  /** What is recorded is advised on, from its folder or at once. */
  @Test
  void recordsAndAdvises() throws Exception {
    try (var server = new RealServer(Protocol.H1);
        var other = Executors.newSingleThreadExecutor()) {
      var publishing =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                  LockSupport.parkNanos((i * 37 % 100 + 20) * 1_000_000L);
                  server.publish();
                }
              },
              other);
      String target = file(server).toString();
      String folder = temp.resolve("recorded").toString();
      assertThat(run("record", "--target", target, "--for", "4s", "--out", folder))
          .as(terminal.err())
          .isEqualTo(ExitCode.OK);
      assertThat(terminal.out().lines().findFirst().orElseThrow())
          .startsWith("Loading 127.0.0.1:")
          .contains(
              "for 4 s with 3 clients (1 × conditional-poll@20ms, 1 × poll@1s, 1 × websocket)")
          .endsWith("load only servers that are yours to load.");
      assertThat(terminal.out())
          .contains(
              "Environment variables read: none\n", "conditional-poll 304", "websocket message")
          .endsWith("Written: " + folder + "/recorded.json\n");
      Recording recorded = Recording.read(Path.of(folder));
      assertThat(recorded.updates()).isBetween(30, 60);
      assertThat(recorded.complete()).isTrue();

      terminal.clear();
      String advice = temp.resolve("advice").toString();
      assertThat(
              run(
                  "tune",
                  "--from",
                  folder,
                  "--require",
                  "staleness.p95<=500ms",
                  "--schedules",
                  "poll,conditional-poll",
                  "--out",
                  advice))
          .as(terminal.err())
          .isEqualTo(ExitCode.OK);
      String json = Files.readString(Path.of(advice).resolve(Recommendation.FILE));
      var stored = ResultJson.read(json, Recommendation.FILE, Recommendation.class);
      assertThat(stored.recommended()).contains("poll@");
      assertThat(stored.assumptions().unitCosts().frame()).isNotNull();
      assertThat(terminal.out())
          .contains("It stands on " + recorded.updates() + " updates in 4.0")
          .contains("measured in recording recorded")
          .doesNotContain("0 cores");

      terminal.clear();
      String both = temp.resolve("both").toString();
      assertThat(
              run(
                  "tune",
                  "--target",
                  target,
                  "--for",
                  "2s",
                  "--require",
                  "staleness.p95<=500ms",
                  "--schedules",
                  "poll,conditional-poll",
                  "--out",
                  both))
          .as(terminal.err())
          .isEqualTo(ExitCode.OK);
      assertThat(terminal.out()).contains("Loading 127.0.0.1:", "It stands on only ", "(90 %)");
      assertThat(Path.of(both)).isDirectoryContaining("glob:**/recorded.json");

      terminal.clear();
      assertThat(run("record", "--target", target, "--for", "2s", "--out", both))
          .isEqualTo(ExitCode.COULD_NOT_RUN);
      assertThat(terminal.err()).contains("holds another recording; give another with --out");
      other.shutdownNow();
      publishing.cancel(true);
    }
  }

  @Test
  void saysWhyItCannotConnect() throws Exception {
    Path file = Files.writeString(temp.resolve("t.yaml"), SHORT.formatted("{fast-poll: 100ms}"));
    String folder = temp.resolve("recorded").toString();
    assertThat(run("record", "--target", file.toString(), "--for", "2s", "--out", folder))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err())
        .startsWith("pushpull record: conditional-poll@100ms of feed 'f-1' could not connect: ");
    assertThat(Path.of(folder)).doesNotExist();
  }

  /** Inputs are a truth and what is asked; nothing is sent. */
  @TestFactory
  Stream<DynamicTest> messages() throws Exception {
    Path file = temp.resolve("t.yaml");
    return Messages.in(
        "record",
        input -> {
          String[] parts = input.split(" \\| ", 2);
          Files.writeString(file, SHORT.formatted(parts[0]));
          String asked = parts[1].replace("FILE", file.toString());
          var told = new Terminal();
          String[] args = (asked + " --out " + temp.resolve("none")).split(" ");
          assertThat(told.run(new SampleRunner(), args)).isEqualTo(ExitCode.USAGE);
          assertThat(told.out()).isEmpty();
          assertThat(temp.resolve("none")).doesNotExist();
          return told.err().replace(file.toString(), "FILE");
        });
  }
}

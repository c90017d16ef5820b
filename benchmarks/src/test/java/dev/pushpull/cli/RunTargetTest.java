package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.sut.testkit.Messages;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Runs of a server that is not ours, before anything is sent to it. */
@ResourceLock(Resources.SYSTEM_OUT)
class RunTargetTest {

  private static final String ORDERS =
      """
      name: orders
      url: http://127.0.0.1:9
      headers: {Authorization: "Bearer geheim-12345"}
      feeds: {names: [o-17, o-18]}
      update: {version: /seq}
      poll: {get: "/orders/${feed}"}
      websocket: {get: "/ws/${feed}"}
      publish: {post: "/orders/${feed}", body: '{"stamp":${stamp}}', stamp-at: /stamp}
      truth: publish
      """;

  @TempDir Path temp;
  private final Terminal terminal = new Terminal();

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(temp.resolve("orders.yaml"), ORDERS);
    Files.writeString(
        temp.resolve("remote.yaml"), ORDERS.replace("http://127.0.0.1:9", "http://192.0.2.7:8080"));
    Files.writeString(
        temp.resolve("unset.yaml"),
        ORDERS.replace("geheim-12345", "${env:PUSHPULL_TEST_IS_NOT_SET}"));
    Files.writeString(temp.resolve("ended.yaml"), ORDERS + "process: 4194305\n");
    Files.writeString(
        temp.resolve("suite.yaml"),
        """
        name: mine
        target: orders.yaml
        strategies: [poll@1s, websocket]
        max-requests: 50
        """);
  }

  private int run(String... args) {
    terminal.clear();
    return terminal.run(new SampleRunner(), args);
  }

  @TestFactory
  Stream<DynamicTest> targetRun() throws Exception {
    return Messages.in(
        "target-run",
        args -> {
          String folder = temp.toString();
          assertThat(run(args.replace("TMP", folder).split(" "))).isEqualTo(ExitCode.USAGE);
          assertThat(terminal.out()).isEmpty();
          assertThat(terminal.err()).hasLineCount(1);
          return terminal.err().replace(folder, "TMP");
        });
  }

  /** All ways that the file offers, ten subscribers, and who may be loaded how much. */
  @Test
  void plansWhatTheFileOffers() {
    assertThat(run("run", "--target", temp.resolve("orders.yaml").toString(), "--dry-run"))
        .isEqualTo(ExitCode.OK);
    assertThat(terminal.out())
        .contains("orders: 10 trials")
        .contains("on target:orders:publish, poisson:2/s, 2 feeds, 10 subscribers, h1\n")
        .contains("conditional-poll@500ms", "websocket")
        .contains(
            "target orders at http://127.0.0.1:9 gets 24 requests/s (20 polls, 4 publishes)"
                + " at most, of 100 allowed; load only servers that are yours to load")
        .doesNotContain("server that is started");
  }

  /** The file stands where the suite does; what the suite leaves open is what is usual there. */
  @Test
  void plansASuiteOfATarget() {
    assertThat(run("run", "--suite", temp.resolve("suite.yaml").toString(), "--dry-run"))
        .isEqualTo(ExitCode.OK);
    assertThat(terminal.out())
        .contains("on target:orders:publish, poisson:2/s, 2 feeds, 10 subscribers, h1\n")
        .contains("gets 14 requests/s (10 polls, 4 publishes) at most, of 50 allowed");
  }

  @Test
  void publishesElsewhereOnlyWhereItMay() {
    String[] args = {
      "run", "--target", temp.resolve("remote.yaml").toString(), "--dry-run", "--allow-publish"
    };
    assertThat(run(args)).isEqualTo(ExitCode.OK);
  }

  /** The run keeps what the file said, without its secrets, and goes on with no other. */
  @Test
  void goesOnOnlyWithTheSameFile() throws Exception {
    Path file = temp.resolve("orders.yaml");
    Path folder = temp.resolve("run");
    terminal.run(
        new SampleRunner(2, trial -> trial),
        "run",
        "--target",
        file.toString(),
        "--out",
        folder.toString());
    assertThat(terminal.err()).contains("resume with");
    assertThat(folder.resolve("target.yaml"))
        .content()
        .contains("feeds: {names: [o-17, o-18]}", "***")
        .doesNotContain("geheim");

    Files.writeString(file, ORDERS.replace("o-18", "o-19"));
    assertThat(run("run", "--resume", folder.toString())).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err()).contains("orders.yaml", "changed");

    Files.writeString(file, ORDERS);
    assertThat(run("run", "--resume", folder.toString())).isEqualTo(ExitCode.OK);
  }
}

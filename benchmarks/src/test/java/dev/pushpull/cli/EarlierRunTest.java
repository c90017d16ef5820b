package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed runs, which an earlier version wrote, together with new ones. */
class EarlierRunTest {

  private static final Path REFERENCE = Path.of("../results/reference");

  @TempDir Path temp = Path.of("");

  private final Terminal terminal = new Terminal();

  private int execute(String... args) {
    return terminal.run(new SampleRunner(), args);
  }

  private Path copy() {
    return temp.resolve("earlier");
  }

  @BeforeEach
  void copyTheReference() throws IOException {
    try (var files = Files.walk(REFERENCE)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy().resolve(REFERENCE.relativize(file).toString()));
      }
    }
  }

  @Test
  void isReportedAgain() throws IOException {
    String before = Files.readString(copy().resolve("results.json"));

    assertThat(execute("report", copy().toString())).isEqualTo(ExitCode.OK);

    assertThat(terminal.out())
        .contains("poll@100ms", "891?", "Figures with ? are SUSPECT, for the reasons below:")
        .doesNotContain("(touches ");
    assertThat(copy().resolve("results.json")).hasContent(before);
    assertThat(copy().resolve("report.html")).content().contains("SUSPECT: such figures");
  }

  @Test
  void isResumedWithNewTrials() throws IOException {
    String kept = Files.readString(copy().resolve("trials/029/result.json"));

    // Most of its trials' folders were not kept, so they are measured again.
    assertThat(execute("run", "--resume", copy().toString())).isEqualTo(ExitCode.OK);

    RunResults run = RunDirectory.read(copy());
    assertThat(run.schema()).isEqualTo(2);
    assertThat(run.trials()).hasSize(run.plannedTrials());
    assertThat(copy().resolve("results.json")).content().contains("\"schema\": 2");
    assertThat(copy().resolve("trials/029/result.json")).hasContent(kept);
    assertThat(terminal.out())
        .contains("SUSPECT: trial 038, poll@100ms repeat 3: cold: the server's compilers");
  }

  @Test
  void isComparedWithANewOne() throws IOException {
    Path now = temp.resolve("now");
    String strategies = "websocket,poll@100ms,poll@1s";
    assertThat(execute("run", "--strategies", strategies, "--repeats", "3", "--out", "" + now))
        .isEqualTo(ExitCode.OK);

    assertThat(execute("compare", copy().toString(), now.toString())).isEqualTo(ExitCode.OK);

    assertThat(terminal.out()).contains("poll@1s", "delivery p50");
    assertThat(now.resolve("compare.md"))
        .content()
        .contains("base trial 011, poll\\@100ms repeat 1, is SUSPECT: the clients' threads waited");
  }
}

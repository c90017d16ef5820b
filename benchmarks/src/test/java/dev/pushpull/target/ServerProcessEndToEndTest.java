package dev.pushpull.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.spec.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class ServerProcessEndToEndTest {

  @TempDir Path folder = Path.of("");

  @Test
  void comesUpAnswersAndEndsWhenClosed() throws Exception {
    var server = start(folder.resolve("server.log"), Protocol.H1, 10, Optional.empty());
    ProcessHandle process = ProcessHandle.of(server.process().pid()).orElseThrow();
    try (server;
        var control = new ControlClient(server.control())) {
      var clock = control.clock();
      assertThat(clock.pid()).isEqualTo(server.process().pid());
      assertThat(clock.dataPort()).isEqualTo(server.port());
      assertThat(server.process().isAlive()).isTrue();
      assertThat(server.process().waitFor(Duration.ZERO)).isFalse();
    }
    assertThat(server.process().isAlive()).isFalse();
    assertThat(process.isAlive()).isFalse();
    assertThat(server.lastWords()).startsWith("exit code 0\n");
  }

  @Test
  void oneThatCannotStartGivesItsLastLines() {
    Path log = folder.resolve("server.log");
    assertThatThrownBy(() -> start(log, Protocol.H1, -1, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "the server JVM did not start: error: --max-connections must be 1 to 1000000, but is"
                + " '-1'");
    assertThat(children()).isEmpty();
  }

  @Test
  void oneThatIsToHaveTlsWithoutACertificateSaysSo() {
    Path log = folder.resolve("server.log");
    assertThatThrownBy(() -> start(log, Protocol.H2, 10, Optional.of("no PEM\n".repeat(10_000))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "--protocol h2, standard input: expected a certificate and its private key in"
                + " PEM format");
  }

  @Test
  void itsHeapIsASetting() throws Exception {
    var setup = new ServerSetup(Protocol.H1, 10, Duration.ofMinutes(1), 96);
    try (var server = Target.start(setup, folder.resolve("server.log"))) {
      String command =
          server.pid().flatMap(ProcessHandle::of).flatMap(p -> p.info().commandLine()).orElse("");
      assertThat(command).contains(" -Xms96m -Xmx96m ");
      assertThat(server.control().counters().openConnections()).isZero();
    }
  }

  private static ServerProcess start(
      Path log, Protocol protocol, int maxConnections, Optional<String> pem)
      throws IOException, InterruptedException {
    return ServerProcess.start(
        log, new ServerSetup(protocol, maxConnections, Duration.ofMinutes(1)), pem);
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("dev.pushpull.sut.Main"))
        .toList();
  }
}

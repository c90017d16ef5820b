package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.testkit.RawClient;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server as a process of its own. */
@Timeout(60)
final class MainEndToEndTest {

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process run(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    return process;
  }

  private static String text(java.io.InputStream stream) throws Exception {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int exit(Process process) throws Exception {
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void aChildSaysThatItIsReadyAndEndsWithItsInput() throws Exception {
    Process child = run("--child", "--feed", "f0=periodic:100/s");
    BufferedReader out = child.inputReader(StandardCharsets.UTF_8);
    JsonNode ready = new JsonMapper().readTree(out.readLine());
    assertThat(ready.get("ready").booleanValue()).isTrue();
    assertThat(ready.get("pid").longValue()).isEqualTo(child.pid());
    assertThat(ready.get("host").textValue()).isEqualTo("127.0.0.1");
    try (var client = new RawClient(ready.get("port").intValue());
        var control = new RawClient(ready.get("controlPort").intValue())) {
      assertThat(client.exchange("GET", "/feeds/f0").status()).isEqualTo(200);
      String token = "Authorization: Bearer " + ready.get("token").textValue();
      assertThat(control.exchange("GET", "/clock", token).status()).isEqualTo(200);
      child.getOutputStream().close();
      assertThat(exit(child)).isZero();
    }
    assertThat(out.readLine()).isNull();
    assertThat(text(child.getErrorStream())).isEmpty();
  }

  @Test
  void shutdownEndsIt() throws Exception {
    Process child = run("--child");
    JsonNode ready =
        new JsonMapper().readTree(child.inputReader(StandardCharsets.UTF_8).readLine());
    try (var control = new RawClient(ready.get("controlPort").intValue())) {
      String token = "Authorization: Bearer " + ready.get("token").textValue();
      assertThat(control.exchange("POST", "/shutdown", token).status()).isEqualTo(202);
    }
    assertThat(exit(child)).isZero();
  }

  @Test
  void saysInOneLineWhyItCannotStart() throws Exception {
    Process unknown = run("--no-page", "--host", "no-such-host.invalid");
    assertThat(exit(unknown)).isEqualTo(3);
    assertThat(text(unknown.getErrorStream()))
        .isEqualTo(
            "error: the server could not start: --host: unknown host 'no-such-host.invalid'"
                + System.lineSeparator());
    Process help = run("--help");
    assertThat(exit(help)).isZero();
    assertThat(text(help.getInputStream())).startsWith("Usage: pushpull serve");
  }

  @Test
  void tellsAPersonHowToListen() throws Exception {
    Process server =
        run(
            "--port",
            "0",
            "--control",
            "--feed",
            "f0=periodic:1/s",
            "--log-feed",
            "room=none",
            "--jobs",
            "constant:1s");
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    var said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith("control on ")) {
        break;
      }
    }
    assertThat(said)
        .containsPattern("listening on http://127\\.0\\.0\\.1:\\d+/feeds/\\{f0,room\\}")
        .contains(
            "# poll\n",
            "# conditional poll\n",
            "# long poll\n",
            "# server-sent events\n",
            "# WebSocket\n",
            "# publish\n",
            "# read a log on\n",
            "/feeds/room?after=$(curl",
            "# submit a job\n",
            "ws://127.0.0.1:",
            "Prefer: wait=30",
            "with token ");
    server.toHandle().destroy(); // Unlike the process's own, this leaves its streams open.
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(text(server.getErrorStream())).isEmpty();
  }

  @Test
  void namesThePageFirstAndWarnsOfItWhereOthersReachIt() throws Exception {
    Process server = run("--port", "0", "--host", "0.0.0.0");
    String first = server.inputReader(StandardCharsets.UTF_8).readLine();
    assertThat(first).matches("http://127\\.0\\.0\\.1:\\d+/  the page: .*");
    int port = java.net.URI.create(first.substring(0, first.indexOf(' '))).getPort();
    try (var client = new RawClient(port)) {
      assertThat(client.exchange("GET", "/").body()).startsWith("<!doctype html>");
    }
    server.toHandle().destroy();
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(text(server.getErrorStream()).lines())
        .anyMatch(line -> line.startsWith("warning: the page lets anyone change"))
        .hasSize(2);
  }

  @Test
  void warnsOfWhatItExposes() throws Exception {
    Process server = run("--child", "--host", "0.0.0.0", "--control-host", "0.0.0.0");
    assertThat(server.inputReader(StandardCharsets.UTF_8).readLine()).contains("\"ready\":true");
    server.getOutputStream().close();
    assertThat(text(server.getErrorStream()).lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("warning: the "));
  }

  @Test
  void aPortInUseIsOneClearLine() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process server = run("--port", Integer.toString(taken.getLocalPort()));
      assertThat(exit(server)).isEqualTo(3);
      assertThat(text(server.getErrorStream()).lines())
          .singleElement()
          .asString()
          .startsWith("error: cannot listen on 127.0.0.1 port " + taken.getLocalPort());
      assertThat(text(server.getInputStream())).isEmpty();
    }
  }

  @Test
  void aWrongOptionIsNamed() throws Exception {
    Process server = run("--prot", "1");
    assertThat(exit(server)).isEqualTo(2);
    assertThat(text(server.getErrorStream()))
        .isEqualTo("error: unknown option '--prot'; --help lists them" + System.lineSeparator());
  }
}

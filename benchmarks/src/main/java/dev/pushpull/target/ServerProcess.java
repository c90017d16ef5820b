package dev.pushpull.target;

import static java.lang.ProcessBuilder.Redirect.INHERIT;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.ReadyLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server under test in a JVM of its own, so that its CPU and memory are its own. It ends when
 * its standard input closes, which the kernel does for us when this JVM dies, however it dies.
 *
 * @param output file for what it writes on standard error
 * @param control where its control listens
 * @param port where subscribers connect
 */
public record ServerProcess(Process process, Path output, ServerAddress control, int port)
    implements AutoCloseable {

  private static final List<String> ALLOWED =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  private static final String MAIN = "dev.pushpull.sut.Main";
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 5;
  private static final int LAST_LINES = 20;
  private static final int MAX_BESIDE = 10_000;

  /**
   * How a server JVM is started: fixed heap and collector, so that machines and runs compare;
   * compiled a fifth as late as by default, so that a burn-in of seconds reaches what others reach
   * in minutes.
   */
  public static List<String> jvmOptions(int heapMib) {
    var options =
        "-XX:+UseG1GC -Xms%sm -Xmx%sm -XX:+AlwaysPreTouch -XX:CompileThresholdScaling=0.2"
            .formatted(heapMib, heapMib)
            .split(" ", -1);
    return Stream.concat(Stream.of(options), ALLOWED.stream()).toList();
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param output file for what it writes on standard error
   * @param pem certificate and private key; there if the protocol has TLS. The server gets it by
   *     its standard input, so that it is neither on disk nor in a list of processes
   * @throws IOException if it did not come up, with its last lines
   */
  static ServerProcess start(Path output, ServerSetup setup, Optional<String> pem)
      throws IOException, InterruptedException {
    List<String> command = command(jvmOptions(setup.heapMib()), setup.options());
    Process process = new ProcessBuilder(command).redirectError(output.toFile()).start();
    try {
      handOver(pem, process);
      ReadyLine ready = readyLine(process, output);
      var control = new ServerAddress("127.0.0.1", ready.controlPort(), ready.token());
      return new ServerProcess(process, output, control, ready.port());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      process.destroyForcibly();
      throw new IOException("the server JVM did not start: " + Reason.of(e), e);
    }
  }

  /**
   * Runs a server that prints for people, until it is stopped.
   *
   * @param options as the server reads them
   * @param pem certificate and private key, if it is to have TLS
   * @return its exit code
   */
  public static int runInForeground(List<String> options, Optional<String> pem)
      throws IOException, InterruptedException {
    List<String> command = command(ALLOWED, List.of("--stop-with-stdin"));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command).redirectOutput(INHERIT).redirectError(INHERIT).start();
    handOver(pem, process);
    return process.waitFor();
  }

  /** Its standard input stays open: its end is the server's. */
  private static void handOver(Optional<String> pem, Process process) throws IOException {
    if (pem.isPresent()) {
      process.getOutputStream().write(pem.get().getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
    }
  }

  private static List<String> command(List<String> jvmOptions, List<String> options) {
    List<String> command = JvmCheck.command(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(options);
    return command;
  }

  private static ReadyLine readyLine(Process process, Path output)
      throws IOException, InterruptedException {
    var said = new CompletableFuture<String>();
    var beside = new StringBuilder();
    Thread.ofPlatform()
        .daemon()
        .name("server-output")
        .start(
            () -> {
              try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                said.complete(readyLine(lines, beside));
                lines.transferTo(Writer.nullWriter()); // A full pipe would stop the server.
              } catch (IOException e) {
                said.completeExceptionally(e);
              }
            });
    try {
      String ready = said.get(START_SECONDS, TimeUnit.SECONDS);
      if (ready.isEmpty()) {
        throw new IOException(endOf(process, beside + tail(output)));
      }
      return new ObjectMapper().readValue(ready, ReadyLine.class);
    } catch (ExecutionException e) {
      throw new IOException(Reason.of(e), e);
    } catch (TimeoutException e) {
      throw new IOException("it was not ready within " + START_SECONDS + " s", e);
    }
  }

  /**
   * The line by which the server says where it listens; empty if it ended before. An option in the
   * environment, such as {@code -Xlog:gc}, may make the JVM print others.
   */
  private static String readyLine(BufferedReader lines, StringBuilder beside) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("{\"ready\"")) {
        return line;
      }
      if (beside.length() < MAX_BESIDE) {
        beside.append(line).append('\n');
      }
    }
    return "";
  }

  private static String endOf(Process process, String said) throws InterruptedException {
    boolean ended = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    return JvmCheck.why(said, ended ? process.exitValue() : 0);
  }

  /** The last lines that it wrote, and its exit code if it ended. */
  public String lastWords() {
    String end = process.isAlive() ? "" : "exit code " + process.exitValue() + "\n";
    return end + tail(output);
  }

  /** Closes its standard input, which ends it, and waits; kills it if that takes too long. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static String tail(Path file) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
          .map(Printable::brief)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "(no output)";
    }
  }
}

package dev.pushpull.sut.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own, for what is measured beside something else: both get the same options, those
 * that a run gives its server. It ends when its standard input does.
 */
public final class ChildJvm implements AutoCloseable {

  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseG1GC",
          "-Xms512m",
          "-Xmx512m",
          "-XX:+AlwaysPreTouch",
          "-XX:CompileThresholdScaling=0.2",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dorg.jboss.logging.provider=slf4j",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

  private static final long STOPPED_WITHIN_SECONDS = 5;

  private final Path errors = Files.createTempFile("child", ".err");
  private final Process process;
  private final BufferedReader out;

  public ChildJvm(Class<?> main, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** What it says next on its standard output. */
  public String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the child JVM ended early: " + Files.readString(errors));
    }
    return line;
  }

  /** Ends it; it must have nothing to complain of, neither before nor as it stops. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    out.close();
    String complaints = Files.readString(errors);
    Files.delete(errors);
    assertThat(complaints).isEmpty();
  }
}

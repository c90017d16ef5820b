package dev.pushpull.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads where and with what a run is made. */
public final class EnvironmentCapture {

  private static final String LIBRARY = "library.";

  private EnvironmentCapture() {}

  /**
   * Reads it now.
   *
   * @param command the exact command that makes such a run again
   * @param machine how well the machine keeps time
   */
  public static Environment capture(String command, Machine machine) {
    Properties build = build();
    Map<String, String> libraries =
        build.stringPropertyNames().stream()
            .filter(key -> key.startsWith(LIBRARY))
            .collect(Collectors.toMap(key -> key.substring(LIBRARY.length()), build::getProperty));
    return new Environment(
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        Stream.of("os.name", "os.version", "os.arch")
            .map(System::getProperty)
            .collect(Collectors.joining(" ")),
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        libraries,
        commit(build),
        command,
        machine,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** This build's version, and the commit that it was made of where that is known. */
  public static String version() {
    Properties build = build();
    String commit = commit(build);
    return build.getProperty(LIBRARY + "pushpull", "")
        + (commit.isEmpty() ? "" : " (commit " + commit + ")");
  }

  private static Properties build() {
    var properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(EnvironmentCapture.class.getResourceAsStream("build.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** Empty where the build knew no commit: its placeholder was not filled in. */
  private static String commit(Properties build) {
    String commit = build.getProperty("git.commit", "");
    if (commit.contains("$")) {
      return "";
    }
    return commit + (build.getProperty("git.dirty", "").equals("true") ? "+" : "");
  }

  private static String cpu() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}

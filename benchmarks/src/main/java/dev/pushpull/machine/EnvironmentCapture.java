package dev.pushpull.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads where and with what a run is made. */
public final class EnvironmentCapture {

  private static final String LIBRARY = "library.";
  private static final ResourceBundle BUILD =
      ResourceBundle.getBundle(EnvironmentCapture.class.getPackageName() + ".build", Locale.ROOT);

  private EnvironmentCapture() {}

  /**
   * Reads it now.
   *
   * @param command the exact command that makes such a run again
   * @param machine how well the machine keeps time
   */
  public static Environment capture(String command, Machine machine) {
    Map<String, String> libraries =
        BUILD.keySet().stream()
            .filter(key -> key.startsWith(LIBRARY))
            .collect(Collectors.toMap(key -> key.substring(LIBRARY.length()), BUILD::getString));
    return new Environment(
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        Stream.of("os.name", "os.version", "os.arch")
            .map(System::getProperty)
            .collect(Collectors.joining(" ")),
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        libraries,
        commit(),
        command,
        machine,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** This build's version, and the commit that it was made of where that is known. */
  public static String version() {
    String commit = commit();
    return BUILD.getString(LIBRARY + "pushpull")
        + (commit.isEmpty() ? "" : " (commit " + commit + ")");
  }

  /** Empty where the build knew no commit: its placeholder was not filled in. */
  private static String commit() {
    String commit = BUILD.getString("git.commit");
    if (commit.contains("$")) {
      return "";
    }
    return commit + (BUILD.getString("git.dirty").equals("true") ? "+" : "");
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

package dev.pushpull.sut.proc;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that a machine may lack. It is the one that the environment variable {@code
 * PUSHPULL_<NAME>} names, otherwise the first of its names that is on the PATH. A new one takes a
 * line here; tests that use it are annotated with {@code Needs}.
 */
public enum OptionalProgram {
  CHROMIUM("chromium", "chromium-browser", "google-chrome", "chrome"),
  /** Chromium without what only a person sees: pages alone take half the CPU in it. */
  HEADLESS_SHELL("chromium-headless-shell", "chrome-headless-shell"),
  WRK("wrk"),
  NODE("node", "nodejs"),
  MOSQUITTO("mosquitto"),
  RABBITMQ("rabbitmq-server");

  @SuppressWarnings("ImmutableEnumChecker") // It is a List.of.
  private final List<String> names;

  /** Best known first; the first is the name of Debian's package, too. */
  OptionalProgram(String... names) {
    this.names = List.of(names);
  }

  /** Where it is on this machine. */
  public Optional<Path> find() {
    return find(System.getenv());
  }

  /** The same for any environment. A variable that names no program is not replaced by another. */
  public Optional<Path> find(Map<String, String> environment) {
    String named = environment.getOrDefault(variable(), "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named)).filter(OptionalProgram::isProgram);
    }
    String[] folders = environment.getOrDefault("PATH", "").split(File.pathSeparator, -1);
    return Stream.of(folders)
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(OptionalProgram::isProgram)
        .min(Comparator.comparingInt(path -> names.indexOf(path.getFileName().toString())));
  }

  /** What to tell someone who does not have it. */
  public String remedy() {
    return "install %s, or set %s to its path".formatted(this, variable());
  }

  /** The name that it is best known by. */
  @Override
  public String toString() {
    return names.getFirst();
  }

  private String variable() {
    return "PUSHPULL_" + name();
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }
}

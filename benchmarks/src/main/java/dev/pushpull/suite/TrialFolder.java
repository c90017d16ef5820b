package dev.pushpull.suite;

import dev.pushpull.result.SpecJson;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a fork finds its trial's spec and leaves its files: handed over by the sweep, or temporary.
 */
final class TrialFolder {

  /** System property that holds the path of {@code trial.json}. */
  static final String TRIAL_PROPERTY = "pushpull.trial";

  /**
   * System property that holds the path of a file with a running server's token; the fork deletes
   * it.
   */
  static final String TOKEN_PROPERTY = "pushpull.token";

  private final Path path;
  private final Optional<TrialSpec> spec;

  private TrialFolder(Path path, Optional<TrialSpec> spec) {
    this.path = path;
    this.spec = spec;
  }

  /** The folder that the sweep named; empty for a plain JMH user. */
  static Optional<TrialFolder> handedOver() throws IOException {
    String file = System.getProperty(TRIAL_PROPERTY);
    if (file == null) {
      return Optional.empty();
    }
    Path trial = Path.of(file).toAbsolutePath();
    Path folder = trial.resolveSibling("");
    Path run = folder.resolve("../..").normalize(); // trials/<id>.tmp in the run's folder
    TrialSpec spec = SpecJson.readTrial(Files.readString(trial), run, token());
    return Optional.of(new TrialFolder(folder, Optional.of(spec)));
  }

  private static String token() throws IOException {
    String file = System.getProperty(TOKEN_PROPERTY);
    if (file == null) {
      return "";
    }
    String token = Files.readString(Path.of(file)).strip();
    Files.delete(Path.of(file));
    return token;
  }

  /** A folder that {@link #delete} takes away again. */
  static TrialFolder temporary() {
    try {
      return new TrialFolder(Files.createTempDirectory("pushpull-trial-"), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  /** What the sweep asks for; empty in a temporary folder. */
  Optional<TrialSpec> spec() {
    return spec;
  }

  boolean isTemporary() {
    return spec.isEmpty();
  }

  /** Deletes the folder and all in it. */
  void delete() throws IOException {
    List<Path> files;
    try (var walk = Files.walk(path)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}

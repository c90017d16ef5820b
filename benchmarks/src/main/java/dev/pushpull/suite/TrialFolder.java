package dev.pushpull.suite;

import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a fork finds its trial's spec and leaves its files: handed over by the sweep, or temporary.
 *
 * @param path the folder
 * @param spec what the sweep asks for; empty in a temporary folder
 */
record TrialFolder(Path path, Optional<TrialSpec> spec) {

  /** System property that holds the path of {@code trial.json}. */
  static final String TRIAL_PROPERTY = "pushpull.trial";

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

  /** That of a running server, in a file that is deleted here. */
  private static String token() throws IOException {
    String file = System.getProperty(OperationServer.TOKEN_PROPERTY);
    if (file == null) {
      return "";
    }
    String token = Files.readString(Path.of(file)).strip();
    Files.delete(Path.of(file));
    return token;
  }

  /** A folder of its own, to be deleted when nobody needs it any more. */
  static TrialFolder temporary() {
    try {
      return new TrialFolder(Files.createTempDirectory("pushpull-trial-"), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.pushpull.run;

import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.target.TargetFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The target file of a run, {@code target.yaml} in its folder, without what is secret in it: for
 * people, and to see whether the file is still the same.
 */
final class TargetCopy {

  private static final String FILE = "target.yaml";

  private TargetCopy() {}

  private static Optional<String> hidden(SweepSpec spec) throws IOException {
    Optional<Path> file = spec.setup().targetFile();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String text = Files.readString(file.get(), StandardCharsets.UTF_8);
    return Optional.of(
        TargetFile.read(file.get())
            .secrets(name -> Optional.ofNullable(System.getenv(name)))
            .redactor()
            .hide(text));
  }

  /** Writes it, if there is one. */
  static void write(Path run, SweepSpec spec) throws IOException {
    Optional<String> text = hidden(spec);
    if (text.isPresent()) {
      Files.writeString(run.resolve(FILE), text.get());
    }
  }

  /**
   * Checks that the file is what it was when the run began.
   *
   * @throws RunDirectoryException if it is not
   */
  static void check(Path run, SweepSpec spec) throws IOException, RunDirectoryException {
    Optional<String> now = hidden(spec);
    if (now.isPresent() && !now.get().equals(Files.readString(run.resolve(FILE)))) {
      throw new RunDirectoryException(
          "target file '%s' has changed since the run was started; start a new run"
              .formatted(spec.setup().targetFile().orElseThrow()));
    }
  }
}

package dev.pushpull.cli;

import dev.pushpull.console.ExitCode;
import dev.pushpull.console.TargetText;
import dev.pushpull.spec.target.TargetFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pushpull targets [FILE]}: what target files can say, or what one says. */
@Command(
    name = "targets",
    description =
        "Lists the presets of target files with an example each, or shows what a target file says.")
final class TargetsCommand extends BaseCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A target file: it is read strictly and nothing is sent. Secrets are hidden.")
  @Nullable Path file;

  @Override
  public Integer call() {
    Path given = file;
    print(
        given == null
            ? TargetText.presets()
            : TargetText.of(
                asked(() -> TargetFile.read(given)),
                name -> Optional.ofNullable(System.getenv(name))));
    return ExitCode.OK;
  }
}

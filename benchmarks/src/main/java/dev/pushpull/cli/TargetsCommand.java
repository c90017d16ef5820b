package dev.pushpull.cli;

import dev.pushpull.console.ExitCode;
import dev.pushpull.console.TargetText;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.target.external.TargetCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code pushpull targets [FILE]}: what target files can say, what one says, and whether it is so.
 */
@Command(
    name = "targets",
    description =
        "Lists the presets of target files with an example each, or shows what a target file says, or"
            + " tries it.")
final class TargetsCommand extends BaseCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A target file: it is read strictly and nothing is sent. Secrets are hidden.")
  @Nullable Path file;

  @Option(
      names = "--check",
      description =
          "Try the file: sign in, poll, listen and publish once, with one client for each way, and"
              + " show what was found. Load only servers that are yours to load.")
  boolean check;

  @Option(
      names = "--allow-publish",
      description = "Let --check publish to a server that is not on this machine.")
  boolean allowPublish;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path given = file;
    if (check && given == null) {
      throw usage("--check needs a FILE");
    }
    if (allowPublish && !check) {
      throw usage("--allow-publish needs --check");
    }
    print(
        given == null
            ? TargetText.presets()
            : TargetText.of(
                asked(() -> TargetFile.read(given)),
                name -> Optional.ofNullable(System.getenv(name))));
    return given != null && check ? check(asked(() -> TargetFile.read(given))) : ExitCode.OK;
  }

  private int check(TargetSpec spec) throws IOException, InterruptedException {
    print("\n");
    Function<String, Optional<String>> environment =
        name -> Optional.ofNullable(System.getenv(name));
    try (var trial = asked(() -> new TargetCheck(spec, environment, this::show))) {
      return trial.run(allowPublish || spec.isLoopback()) ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private void show(TargetCheck.Finding finding) {
    String verdict = finding.verdict().name().toLowerCase(Locale.ROOT);
    print("%-8s %-17s %s%n".formatted(verdict, finding.what(), finding.text()));
  }
}

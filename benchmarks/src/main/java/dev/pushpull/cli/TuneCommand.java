package dev.pushpull.cli;

import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunDirectoryException;
import dev.pushpull.suite.SweepRunner;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.tune.Advice;
import dev.pushpull.tune.JobAdvice;
import dev.pushpull.tune.JobQuestion;
import dev.pushpull.tune.JobText;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.TuneText;
import dev.pushpull.tune.Tuner;
import dev.pushpull.tune.page.AdvicePage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pushpull tune}: says which poll interval to use, and proves it if asked to. */
@Command(
    name = "tune",
    description = {
      "Recommends a poll interval, with its cost and where push is the better choice;"
          + " writes recommendation.json and recommendation.html.",
      "Exit codes: 0 fine, 1 nothing meets the objectives or --verify does not prove that it"
          + " does, 2 usage, 3 could not run."
    })
final class TuneCommand implements Callable<Integer> {

  private final SweepRunner runner;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin TuneOptions asked = new TuneOptions();
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Output folder; default results/tune-<time>.")
  @Nullable Path out;

  @Option(
      names = "--verify",
      description =
          "Measure the recommendation and its neighbours, and compare with what was predicted.")
  boolean verify;

  TuneCommand(SweepRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    Optional<JobQuestion> jobs = jobs();
    if (jobs.isPresent()) {
      return adviseOnJobs(jobs.get());
    }
    Advice advice = advice(question());
    Recommendation recommendation = advice.recommendation();
    PrintWriter console = command.commandLine().getOut();
    console.print(TuneText.render(recommendation, Terminal.colour()));
    console.flush();
    Path folder =
        write(
            Map.of(
                Recommendation.FILE,
                ResultJson.write(recommendation),
                AdvicePage.FILE,
                AdvicePage.render(recommendation)));
    console.println(
        "Written: " + folder.resolve(Recommendation.FILE) + ", " + folder.resolve(AdvicePage.FILE));
    console.flush();
    if (!recommendation.advises()) {
      return ExitCode.FAILED;
    }
    return verify
        ? new Verifier(runner, commandLine()).run(advice, folder, console, err())
        : ExitCode.OK;
  }

  private static Advice advice(Question question) {
    var played = new AtomicInteger();
    try (var _ = StillWorking.on(() -> "tune: %s trials simulated".formatted(played.get()))) {
      return Tuner.advise(question, played::incrementAndGet);
    }
  }

  private Optional<JobQuestion> jobs() {
    try {
      return asked.jobs();
    } catch (IllegalArgumentException e) {
      String message = Printable.line(String.valueOf(e.getMessage()));
      throw new ParameterException(command.commandLine(), message, e);
    }
  }

  private int adviseOnJobs(JobQuestion question) throws CouldNotRunException {
    if (verify) {
      throw new ParameterException(
          command.commandLine(),
          "--verify does not support jobs; measure them with 'pushpull run --scenario "
              + question.jobs()
              + "'");
    }
    JobAdvice advice = JobAdvice.of(question);
    PrintWriter console = command.commandLine().getOut();
    console.print(JobText.render(advice));
    console.flush();
    Path folder = write(Map.of(Recommendation.FILE, ResultJson.write(advice)));
    console.println("Written: " + folder.resolve(Recommendation.FILE));
    console.flush();
    return advice.advises() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Writes files into the folder that was asked for, or a new one. */
  private Path write(Map<String, String> files) throws CouldNotRunException {
    try {
      Path folder = NewFolder.ofAdvice(out);
      NewFolder.write(folder, files);
      return folder;
    } catch (RunDirectoryException e) {
      throw CouldNotRunException.because(e);
    }
  }

  private Question question() throws CouldNotRunException {
    try {
      return asked.question();
    } catch (IllegalArgumentException e) {
      String message = Printable.line(String.valueOf(e.getMessage()));
      throw new ParameterException(command.commandLine(), message, e);
    }
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** The exact command. */
  private String commandLine() {
    List<String> args = command.commandLine().getParseResult().originalArgs();
    return Commands.quoted(command.root().name(), args);
  }
}

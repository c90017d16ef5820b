package dev.pushpull.cli;

import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.console.ExitCode;
import dev.pushpull.console.NewFolder;
import dev.pushpull.console.StillWorking;
import dev.pushpull.console.Terminal;
import dev.pushpull.result.ResultJson;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.suite.SuiteRunner;
import dev.pushpull.sut.options.TextOptions;
import dev.pushpull.tune.Advice;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.answer.TuneText;
import dev.pushpull.tune.answer.Tuner;
import dev.pushpull.tune.job.JobAdvice;
import dev.pushpull.tune.job.JobQuestion;
import dev.pushpull.tune.job.JobText;
import dev.pushpull.tune.page.AdvicePage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** {@code pushpull tune}: says which poll interval to use, and proves it if asked to. */
@Command(
    name = "tune",
    description = {
      "Recommends a poll interval, with its cost and where push is the better choice;"
          + " writes recommendation.json and recommendation.html.",
      "Exit codes: 0 fine, 1 nothing meets the objectives or --verify does not prove that it"
          + " does, 2 usage, 3 could not run."
    })
final class TuneCommand extends BaseCommand {

  private final SuiteRunner runner;

  @Mixin TuneOptions question = new TuneOptions();

  private final TextOptions options = TextOptions.of(TuneCommand.class, "options/advice.txt");
  @Mixin CommandSpec texts = options.spec();

  TuneCommand(SuiteRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    Optional<JobQuestion> jobs = asked(question::jobs);
    return jobs.isPresent() ? adviseOnJobs(jobs.get()) : advise(asked(question::question), out());
  }

  private int advise(Question asked, PrintWriter console)
      throws CouldNotRunException, RunDirectoryException, IOException, InterruptedException {
    Advice advice = advice(asked);
    Recommendation recommendation = advice.recommendation();
    print(TuneText.render(recommendation, Terminal.colour()));
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
    return options.flag("--verify")
        ? new Verifier(runner, typed()).run(advice, folder, console, err())
        : ExitCode.OK;
  }

  private static Advice advice(Question question) {
    var played = new AtomicInteger();
    try (var _ = StillWorking.on(() -> "tune: %s trials simulated".formatted(played.get()))) {
      return Tuner.advise(question, played::incrementAndGet);
    }
  }

  private int adviseOnJobs(JobQuestion jobs) throws RunDirectoryException {
    if (options.flag("--verify")) {
      throw usage(
          "--verify does not support jobs; measure them with 'pushpull run --scenario "
              + jobs.jobs()
              + "'");
    }
    JobAdvice advice = JobAdvice.of(jobs);
    print(JobText.render(advice));
    Path folder = write(Map.of(Recommendation.FILE, ResultJson.write(advice)));
    print("Written: " + folder.resolve(Recommendation.FILE) + System.lineSeparator());
    return advice.advises() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Writes files into the folder that was asked for, or a new one. */
  private Path write(Map<String, String> files) throws RunDirectoryException {
    Path folder = NewFolder.ofAdvice(options.path("--out"));
    NewFolder.write(folder, files);
    return folder;
  }
}

package dev.pushpull.cli;

import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.console.ExitCode;
import dev.pushpull.console.NewFolder;
import dev.pushpull.console.StillWorking;
import dev.pushpull.console.Terminal;
import dev.pushpull.record.Recording;
import dev.pushpull.result.ResultJson;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.run.RunFolder;
import dev.pushpull.spec.SweepSpec;
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
import dev.pushpull.tune.recorded.RecordedRun;
import dev.pushpull.tune.recorded.RecordedTuner;
import dev.pushpull.tune.verify.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
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
  @Mixin RecordOptions recording = new RecordOptions();

  private final TextOptions options = TextOptions.of(TuneCommand.class, "options/advice.txt");
  @Mixin CommandSpec texts = options.spec();

  TuneCommand(SuiteRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    if (recording.isGiven()) {
      return record();
    }
    asked(recording::checkUnused);
    Optional<JobQuestion> jobs = asked(question::jobs);
    if (jobs.isPresent()) {
      return adviseOnJobs(jobs.get());
    }
    Optional<RecordedRun> recorded = asked(question::recorded);
    return recorded.isPresent()
        ? advise(recorded.get(), Optional.empty(), Optional.empty())
        : advise(asked(question::question), Tuner::advise, Optional.empty(), Verification::sweep);
  }

  /** Records first, unless it is plain before that the question cannot be answered. */
  private int record() throws Exception {
    LiveRecording live = asked(recording::asked);
    asked(() -> question.checkRecording(live.spec()));
    if (options.flag("--verify") && recording.choosesFeeds()) {
      throw usage("--verify measures the first feeds of a target file; remove --feed");
    }
    Path folder = NewFolder.ofAdvice(options.path("--out"));
    Recording recorded = asked(() -> live.run(folder, out()));
    if (!recorded.complete()) {
      err().println("stopped: advise from it with 'pushpull tune --from " + folder + "'");
      return ExitCode.COULD_NOT_RUN;
    }
    print("\n");
    return advise(
        asked(() -> RecordedRun.of(recorded, RunFolder.runId(folder))),
        Optional.of(folder),
        Optional.of(live));
  }

  private int advise(RecordedRun run, Optional<Path> folder, Optional<LiveRecording> live)
      throws Exception {
    if (options.flag("--verify") && live.isEmpty()) {
      throw usage("--verify of a recording needs --target FILE, to measure the server");
    }
    Question asked =
        asked(
            () ->
                question.ofRecorded(
                    Optional.of(run),
                    run.recording().feeds().size(),
                    run.run().costs().pollCpu() != null));
    return advise(
        asked,
        (of, played) -> RecordedTuner.advise(run, of, played),
        folder,
        advice -> live.orElseThrow().verifying(advice));
  }

  private int advise(
      Question asked,
      BiFunction<Question, Runnable, Advice> tuner,
      Optional<Path> given,
      Function<Advice, SweepSpec> verifying)
      throws CouldNotRunException, RunDirectoryException, IOException, InterruptedException {
    PrintWriter console = out();
    Advice advice = advice(asked, tuner);
    Recommendation recommendation = advice.recommendation();
    print(TuneText.render(recommendation, Terminal.colour()));
    Path folder =
        write(
            given,
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
        ? new Verifier(runner, typed())
            .run(advice, asked(() -> verifying.apply(advice)), folder, console, err())
        : ExitCode.OK;
  }

  private static Advice advice(Question question, BiFunction<Question, Runnable, Advice> tuner) {
    var played = new AtomicInteger();
    try (var _ = StillWorking.on(() -> "tune: %s trials simulated".formatted(played.get()))) {
      return tuner.apply(question, played::incrementAndGet);
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
    Path folder = write(Optional.empty(), Map.of(Recommendation.FILE, ResultJson.write(advice)));
    print("Written: " + folder.resolve(Recommendation.FILE) + System.lineSeparator());
    return advice.advises() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Writes files into the folder that was asked for, or a new one. */
  private Path write(Optional<Path> given, Map<String, String> files) throws RunDirectoryException {
    Path folder = given.isPresent() ? given.get() : NewFolder.ofAdvice(options.path("--out"));
    NewFolder.write(folder, files);
    return folder;
  }
}

package dev.pushpull.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

  private static final SweepSpec SPEC =
      new Overrides(Map.of("strategies", "sse,poll@1s", "repeats", "1"), List.of())
          .applyTo(SuiteFile.load("quick"));
  private static final List<TrialSpec> TRIALS = Plan.of(SPEC).trials();

  @TempDir Path temp;

  private Path folder() {
    return temp.resolve("run");
  }

  private RunDirectory create() throws RunDirectoryException {
    return RunDirectory.create(folder(), SPEC, SampleRun.environment());
  }

  private static void run(RunDirectory directory, TrialSpec trial) throws IOException {
    Path work = directory.begin(trial.id());
    Files.writeString(work.resolve("trial.json"), SpecJson.write(trial));
    directory.finishTrial(SampleRun.trial(trial));
  }

  @Test
  void storesTrialsAsTheyFinish() throws Exception {
    try (RunDirectory directory = create()) {
      run(directory, TRIALS.get(1));
      run(directory, TRIALS.get(0));
    }

    assertThat(folder().resolve("trials/001/trial.json")).exists();
    assertThat(folder().resolve("trials/001/result.json")).exists();
    assertThat(folder().resolve("trials/001.tmp")).doesNotExist();
    RunResults read = RunDirectory.read(folder());
    assertThat(read.runId()).isEqualTo("run");
    assertThat(read.trialIds()).containsExactly("001", "002");
    assertThat(read.trials()).extracting(TrialResult::id).containsExactly("001", "002");
    assertThat(SpecJson.sweep(read.spec(), Path.of("."))).isEqualTo(SPEC);
  }

  @Test
  void resumesWithWhatLiesInTheFoldersEvenWhenTheListIsOld() throws Exception {
    String emptyList;
    try (RunDirectory directory = create()) {
      emptyList = Files.readString(folder().resolve("results.json"));
      run(directory, TRIALS.get(0));
      Files.writeString(directory.begin("002").resolve("half"), "written");
    }
    Files.writeString(folder().resolve("results.json"), emptyList);

    try (RunDirectory resumed = RunDirectory.resume(folder())) {
      assertThat(resumed.finishedTrials()).containsExactly("001");
      assertThat(RunDirectory.read(folder()).trialIds()).containsExactly("001");
      assertThat(resumed.begin("002")).isEmptyDirectory();
      run(resumed, TRIALS.get(1));
      assertThat(resumed.finishedTrials()).containsExactly("001", "002");
    }
  }

  @Test
  void neverOverwritesAFinishedRun() throws Exception {
    try (RunDirectory directory = create()) {
      run(directory, TRIALS.get(0));
      run(directory, TRIALS.get(1));
    }

    assertThatThrownBy(() -> RunDirectory.resume(folder()))
        .hasMessage(
            "run 'run' is finished, nothing is left to resume; see it with: pushpull report %s"
                .formatted(folder()));
    assertThatThrownBy(this::create)
        .hasMessage(
            "folder '%s' holds another run; give another with --out, or resume it with --resume %s"
                .formatted(folder(), folder()));
  }

  @Test
  void refusesAFolderThatIsNotItsOwn() throws Exception {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("thesis.txt"), "do not lose");
    assertThatThrownBy(this::create)
        .hasMessage(
            "folder '%s' is not empty; give a new or empty one with --out".formatted(folder()));

    Path file = Files.createFile(temp.resolve("file"));
    assertThatThrownBy(() -> RunDirectory.create(file, SPEC, SampleRun.environment()))
        .hasMessage(
            "'%s' is a file, not a folder; give a new or empty folder with --out".formatted(file));
    assertThatThrownBy(
            () -> RunDirectory.create(file.resolve("run"), SPEC, SampleRun.environment()))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageStartingWith("folder '%s' cannot be written (".formatted(file.resolve("run")))
        .hasMessageEndingWith("); give another with --out");
  }

  @Test
  void refusesToResumeWhatIsNotThere() {
    assertThatThrownBy(() -> RunDirectory.resume(folder()))
        .hasMessage(
            "folder '%s' cannot be resumed: there is no %s"
                .formatted(folder(), folder().resolve("results.json")));
  }

  @Test
  void refusesToResumeWhereTheTrialsAreGone() throws Exception {
    create().close();
    Files.delete(folder().resolve("trials"));

    assertThatThrownBy(() -> RunDirectory.resume(folder()))
        .hasMessage(
            "folder '%s' cannot be resumed: there is no %s"
                .formatted(folder(), folder().resolve("trials")));
  }

  @Test
  void refusesAnotherSpec() throws Exception {
    try (RunDirectory directory = create()) {
      directory.requireSpec(SPEC);
      var other = new Overrides(Map.of("seed", "3", "window", "6s"), List.of()).applyTo(SPEC);
      assertThatThrownBy(() -> directory.requireSpec(other))
          .hasMessage("run 'run' differs in: window, seed; resume it without further options");
    }
  }

  @Test
  void isWrittenByOneAtATime() throws Exception {
    try (RunDirectory directory = create()) {
      assertThat(directory.finishedTrials()).isEmpty();
      assertThatThrownBy(() -> RunDirectory.resume(folder()))
          .hasMessage(
              "folder '%s' is in use by another process; wait until it has finished"
                  .formatted(folder()));
    }
  }

  @Test
  void namesRunsByWallClockAndSweep() throws Exception {
    String id = RunFolder.newRunId(LocalDateTime.of(2026, 11, 23, 22, 5, 0), SPEC.name());

    assertThat(id).isEqualTo("20261123-220500-quick");
  }

  @Test
  void runsOfOneMomentGetFoldersOfTheirOwn() throws Exception {
    List<Callable<Path>> runs =
        Collections.nCopies(8, () -> RunFolder.claim(temp.resolve("results"), "now"));
    try (var pool = Executors.newFixedThreadPool(8)) {
      var folders = new ArrayList<Path>();
      for (var folder : pool.invokeAll(runs)) {
        folders.add(folder.get());
      }
      assertThat(folders).doesNotHaveDuplicates().allSatisfy(f -> assertThat(f).isDirectory());
      assertThat(folders).contains(temp.resolve("results/now"), temp.resolve("results/now-8"));
    }
  }

  @Test
  void refusesAFolderThatAnotherRunWrites() throws Exception {
    try (RunDirectory first = create()) {
      Files.delete(first.path().resolve(RunFolder.RESULTS));
      AtomicFiles.delete(first.path().resolve("trials"));
      assertThatThrownBy(this::create)
          .hasMessage(
              "folder '%s' is in use by another process; wait until it has finished"
                  .formatted(folder()));
    }
  }

  @Test
  void saysWhereNoFolderCanBeMade() throws Exception {
    Path file = Files.createFile(temp.resolve("results"));
    assertThatThrownBy(() -> RunFolder.claim(file, "now"))
        .hasMessage(
            "folder '%s' cannot be written (it exists and is not a folder); give another with --out"
                .formatted(file.resolve("now")));
  }

  @Test
  void readsTrialSpecsBack() throws Exception {
    for (TrialSpec trial : TRIALS) {
      assertThat(SpecJson.readTrial(SpecJson.write(trial), Path.of("."), "")).isEqualTo(trial);
    }
  }
}

package dev.pushpull.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.testkit.Messages;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
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
    return create(folder());
  }

  private static RunDirectory create(Path folder) throws RunDirectoryException {
    return RunDirectory.create(folder, SPEC, SampleRun.environment());
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

  /** Where a run may neither begin nor go on. */
  @TestFactory
  Stream<DynamicTest> refusals() throws Exception {
    return Messages.in("run-directory", this::refusal);
  }

  private String refusal(String situation) throws Exception {
    Path parent = Files.createTempDirectory(temp, "refused");
    Path folder = parent.resolve("run");
    ThrowingCallable begin = () -> create(folder);
    ThrowingCallable resume = () -> RunDirectory.resume(folder);
    String words =
        switch (situation) {
          case "begin in a file" -> {
            Files.createFile(folder);
            yield refusal(begin);
          }
          case "begin below a file" -> {
            Files.createFile(folder);
            yield refusal(() -> create(folder.resolve("run")));
          }
          case "begin in a folder with a file" -> {
            Files.writeString(Files.createDirectories(folder).resolve("thesis.txt"), "do not lose");
            yield refusal(begin);
          }
          case "begin in a finished run" -> {
            finish(folder);
            yield refusal(begin);
          }
          case "begin where another process writes" -> {
            try (RunDirectory _ = create(folder)) {
              Files.delete(folder.resolve(RunFolder.RESULTS));
              AtomicFiles.delete(folder.resolve("trials"));
              yield refusal(begin);
            }
          }
          case "claim a folder below a file" -> {
            Files.createFile(folder);
            yield refusal(() -> RunFolder.claim(folder, "now"));
          }
          case "resume what is not there" -> refusal(resume);
          case "resume without trials" -> {
            create(folder).close();
            Files.delete(folder.resolve("trials"));
            yield refusal(resume);
          }
          case "resume a finished run" -> {
            finish(folder);
            yield refusal(resume);
          }
          case "resume what another process writes" -> {
            try (RunDirectory _ = create(folder)) {
              yield refusal(resume);
            }
          }
          case "resume with another sweep" -> {
            var other = new Overrides(Map.of("seed", "3", "window", "6s"), List.of()).applyTo(SPEC);
            try (RunDirectory directory = create(folder)) {
              directory.requireSpec(SPEC);
              yield refusal(() -> directory.requireSpec(other));
            }
          }
          default -> throw new IllegalArgumentException(situation);
        };
    return words.replace(parent.toString(), "PARENT");
  }

  private static String refusal(ThrowingCallable call) {
    return Objects.requireNonNull(
        catchThrowableOfType(RunDirectoryException.class, call).getMessage());
  }

  private static void finish(Path folder) throws Exception {
    try (RunDirectory directory = create(folder)) {
      for (TrialSpec trial : TRIALS) {
        run(directory, trial);
      }
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
  void readsTrialSpecsBack() throws Exception {
    for (TrialSpec trial : TRIALS) {
      assertThat(SpecJson.readTrial(SpecJson.write(trial), Path.of("."), "")).isEqualTo(trial);
    }
  }
}

package dev.pushpull.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.Validity;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.spec.OperationFork;
import dev.pushpull.spec.OperationSpec;
import dev.pushpull.spec.OperationSuite;
import dev.pushpull.spec.OperationSuiteFile;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationDirectoryTest {

  private static final OperationSuite SUITE =
      OperationSuiteFile.parse(
          "mine.yaml",
          "name: mine\nforks: 2\noperations: [{benchmark: [A.one, A.two], params: {x: 1}}]\n");
  private static final ForkRecord WELL = new ForkRecord(null, 1_200, 0.001);

  @TempDir Path temp;

  private Path folder() {
    return temp.resolve("run");
  }

  private OperationDirectory create() throws RunDirectoryException {
    return OperationDirectory.create(folder(), SUITE, SampleRun.environment());
  }

  private static void run(OperationDirectory directory, OperationFork fork) throws IOException {
    Path work = directory.begin(fork);
    Files.writeString(work.resolve("histograms.hlog"), "of " + fork.number());
    directory.finishFork(fork, WELL);
    if (directory.hasAllForks(fork.operation())) {
      directory.finishOperation(result(fork.operation()));
    }
  }

  private void runAll() throws Exception {
    try (OperationDirectory directory = create()) {
      for (OperationFork fork : directory.remaining()) {
        run(directory, fork);
      }
      assertThat(directory.remaining()).isEmpty();
    }
  }

  private static OperationResult result(OperationSpec spec) {
    var score = new OperationFigure("score", 12.5, 0.25, "us/op", List.of(12.0, 13.0));
    var median = new OperationFigure(FigureNames.LATENCY + "p50", 11, null, "us", List.of(11.0));
    return new OperationResult(
        spec, "avgt", score, List.of(median), Validity.suspect("a stranger was heard"));
  }

  @Test
  void storesForksAsTheyEndAndReadsAllBack() throws Exception {
    runAll();

    assertThat(folder().resolve("operations/001/histograms-1.hlog")).hasContent("of 1");
    assertThat(folder().resolve("operations/002/histograms-2.hlog")).hasContent("of 2");
    assertThat(folder().resolve("operations/001/fork-1.tmp")).doesNotExist();
    OperationRun read = OperationDirectory.read(folder());
    assertThat(read.runId()).isEqualTo("run");
    assertThat(read.specs()).isEqualTo(SUITE.operations());
    assertThat(read.isComplete()).isTrue();
    assertThat(read.operations())
        .containsExactlyElementsOf(
            SUITE.operations().stream().map(OperationDirectoryTest::result).toList());
    assertThat(read.environment()).isEqualTo(SampleRun.environment());
  }

  @Test
  void aKilledRunLosesTheForkThatRanAndNoOther() throws Exception {
    List<OperationFork> order = SUITE.forks();
    try (OperationDirectory directory = create()) {
      run(directory, order.get(0));
      run(directory, order.get(1));
      run(directory, order.get(2));
      Files.writeString(directory.begin(order.get(3)).resolve("histograms.hlog"), "half");
    }

    assertThat(OperationDirectory.read(folder()).operations()).hasSize(1);
    assertThat(OperationDirectory.remaining(folder())).containsExactly(order.get(3));
    try (OperationDirectory directory = OperationDirectory.resume(folder())) {
      assertThat(directory.suite()).isEqualTo(SUITE);
      assertThat(directory.remaining()).containsExactly(order.get(3));
      assertThat(directory.record(order.get(0))).isEqualTo(WELL);
      run(directory, order.get(3));
    }
    assertThat(OperationDirectory.read(folder()).isComplete()).isTrue();
  }

  @Test
  void anOperationWhoseForksEndedButIsNotResolvedIsFoundAgain() throws Exception {
    OperationSpec first = SUITE.operations().getFirst();
    try (OperationDirectory directory = create()) {
      for (int number = 1; number <= 2; number++) {
        var fork = new OperationFork(first, number);
        directory.begin(fork);
        directory.finishFork(fork, WELL);
      }
    }

    try (OperationDirectory directory = OperationDirectory.resume(folder())) {
      assertThat(directory.unresolved()).containsExactly(first);
      directory.finishOperation(result(first));
      assertThat(directory.unresolved()).isEmpty();
    }
  }

  @Test
  void whatABrokenAttemptLeftDoesNotJoinTheNext() throws Exception {
    var first = new OperationFork(SUITE.operations().getFirst(), 1);
    var second = new OperationFork(SUITE.operations().getFirst(), 2);
    try (OperationDirectory directory = create()) {
      run(directory, second);
      directory.begin(first);
      Path half = Files.writeString(directory.file(first, "histograms.hlog"), "half kept");
      assertThat(directory.hasEnded(first)).isFalse();

      directory.begin(first);

      assertThat(half).doesNotExist();
      assertThat(directory.file(second, "histograms.hlog")).hasContent("of 2");
      assertThat(directory.hasEnded(second)).isTrue();
    }
  }

  @Test
  void aRunAgainstAServerElsewhereNeedsNoHandshakes() throws Exception {
    OperationSuite own =
        OperationSuiteFile.parse("c.yaml", "name: c\noperations: [{benchmark: Connect.poll}]\n");
    OperationSuite elsewhere = own.against(Optional.of(new ServerAddress("10.0.0.2", 7_070, "x")));
    try (OperationDirectory directory =
        OperationDirectory.create(folder(), elsewhere, SampleRun.environment())) {
      assertThat(directory.lacksHandshakes()).isFalse();
      run(directory, directory.remaining().getFirst());
    }

    assertThat(folder().resolve("operations/suite.json"))
        .content()
        .contains("\"server\": \"10.0.0.2:7070\"")
        .doesNotContain("token");
    assertThatThrownBy(() -> OperationDirectory.resume(folder()))
        .hasMessageContaining("is finished");
    try (OperationDirectory directory =
        OperationDirectory.create(temp.resolve("own"), own, SampleRun.environment())) {
      assertThat(directory.lacksHandshakes()).isTrue();
    }
  }

  @Test
  void refusesToGoOnWithAFinishedRun() throws Exception {
    runAll();

    assertThatThrownBy(() -> OperationDirectory.resume(folder()))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("run 'run' is finished");
  }

  @Test
  void twoProcessesNeverWriteOneRun() throws Exception {
    try (OperationDirectory _ = create()) {
      assertThatThrownBy(() -> OperationDirectory.resume(folder()))
          .hasMessageContaining("'%s' is in use", folder());
    }
  }

  @Test
  void refusesAFolderThatIsUsed() throws Exception {
    create().close();
    assertThatThrownBy(this::create).hasMessageContaining("'%s' holds another run", folder());
    Path other = Files.createDirectories(temp.resolve("other"));
    Files.writeString(other.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> OperationDirectory.create(other, SUITE, SampleRun.environment()))
        .hasMessageContaining("'%s' is not empty", other);
  }

  @Test
  void joinsASweepThatIsFinishedOnly() throws Exception {
    SweepSpec sweep =
        new Overrides(Map.of("strategies", "sse", "repeats", "1"), List.of())
            .applyTo(SuiteFile.load("quick"));
    try (RunDirectory directory = RunDirectory.create(folder(), sweep, SampleRun.environment())) {
      assertThatThrownBy(this::create)
          .hasMessage(
              "single operations cannot be added to run 'run', which is not finished; use another"
                  + " folder with --out");
      TrialSpec trial = Plan.of(sweep).trials().getFirst();
      directory.begin(trial.id());
      directory.finishTrial(SampleRun.trial(trial));
    }

    create().close();
    assertThat(RunDirectory.read(folder()).trials()).hasSize(1);
    assertThat(OperationDirectory.read(folder()).specs()).hasSize(2);
  }

  @Test
  void aSweepsReaderSaysThatThereAreOnlyOperations() throws Exception {
    create().close();

    assertThatThrownBy(() -> RunDirectory.read(folder()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "run 'run' is of single operations, not of a sweep; see it with: pushpull report %s",
            folder());
  }

  @Test
  void refusesAnotherVersionsFile() throws Exception {
    create().close();
    Path file = folder().resolve("operations.json");
    Files.writeString(file, Files.readString(file).replace("\"schema\": 2", "\"schema\": 3"));

    assertThatThrownBy(() -> OperationDirectory.read(folder()))
        .hasMessage(
            "operations.json has schema 3, but this version reads schemas 1 and 2: it was written"
                + " by a newer pushpull; read it with that version");
  }
}

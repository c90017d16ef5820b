package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.operation.ForkRecord;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.spec.OperationFork;
import dev.pushpull.spec.OperationSuite;
import dev.pushpull.spec.OperationSuiteFile;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredForksTest {

  private static final OperationSuite SUITE =
      OperationSuiteFile.parse("x.yaml", "name: x\nforks: 2\noperations: [{benchmark: A.one}]\n");

  @TempDir Path temp;

  private static void keep(OperationDirectory directory, int number, ForkRecord record)
      throws IOException {
    var fork = new OperationFork(SUITE.operations().getFirst(), number);
    Path work = directory.begin(fork);
    JmhResults.store(work.resolve(JmhResults.FILE), JmhForks.fork("sse", number));
    directory.finishFork(fork, record);
  }

  /** A fork may fail after it wrote something. */
  @Test
  void aForkThatFailedLeavesNothingButWhy() throws Exception {
    try (OperationDirectory directory =
        OperationDirectory.create(temp.resolve("run"), SUITE, SampleRun.environment())) {
      keep(directory, 1, new ForkRecord(null, 1, 0));
      keep(directory, 2, new ForkRecord("the server died", 1, 0));
      List<StoredForks.Outcome> outcomes =
          new StoredForks(directory).of(SUITE.operations().getFirst());

      assertThat(outcomes)
          .extracting(outcome -> outcome.jmh().isPresent())
          .containsExactly(true, false);
      assertThat(outcomes.get(1).record().failure()).isEqualTo("the server died");
      assertThat(new StoredForks(directory).jmh()).hasSize(1);
    }
  }

  @Test
  void whatABrokenAttemptLeftIsNoResult() throws Exception {
    try (OperationDirectory directory =
        OperationDirectory.create(temp.resolve("run"), SUITE, SampleRun.environment())) {
      var fork = new OperationFork(SUITE.operations().getFirst(), 1);
      directory.begin(fork);
      JmhResults.store(directory.file(fork, JmhResults.FILE), JmhForks.fork("sse", 1));

      assertThat(new StoredForks(directory).jmh()).isEmpty();
    }
  }
}

package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.progress.Progress;
import dev.pushpull.progress.Step;
import dev.pushpull.progress.StepEnd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a fork left no result, from what it and JMH printed. */
class ForkOutputLinesTest {

  private final List<String> phases = new ArrayList<>();
  private final ForkOutputLines heard =
      new ForkOutputLines(
          new Progress() {
            @Override
            public void started(Step step) {}

            @Override
            public void phase(String phase) {
              phases.add(phase);
            }

            @Override
            public void finished(StepEnd end) {}

            @Override
            public void close() {}
          });

  private String why(String output) {
    output.lines().forEach(heard);
    return heard.whyNoResult();
  }

  @Test
  void anExceptionWithoutItsNameAndTrace() {
    assertThat(
            why(
                """
                # Fork: 1 of 1
                <failure>

                java.lang.IllegalStateException: the log is empty
                \tat dev.pushpull.fork.Trial.finish(Trial.java:133)
                Caused by: java.io.IOException: deeper
                \t... 16 more

                Benchmark had encountered error, and fail on error was requested
                JMH: Benchmark caught the exception
                """))
        .isEqualTo("the fork ended without a result: the log is empty");
  }

  @Test
  void theLastLineOfAForkThatWasKilled() {
    assertThat(
            why(
                """
                Forking using command: [java, -Xmx512m]
                # Warmup Iteration   1: 1 s/op
                there is little memory left
                <forked VM failed with exit code 137>
                <stdout last='20 lines'>
                </stdout>
                <stderr last='20 lines'>
                </stderr>

                JMH: Benchmark caught the exception
                """))
        .isEqualTo("the fork ended without a result (exit code 137): there is little memory left");
  }

  @Test
  void whatAJvmThatCannotStartSays() {
    assertThat(
            why(
                """
                <forked VM failed with exit code 1>
                <stderr last='20 lines'>
                Unrecognized VM option 'UseNoSuchGC'
                Error: Could not create the Java Virtual Machine.
                Error: A fatal exception has occurred. Program will exit.
                </stderr>
                """))
        .isEqualTo(
            "the fork ended without a result (exit code 1): Unrecognized VM option 'UseNoSuchGC'");
  }

  @Test
  void nothingButJmhsOwnLines() {
    assertThat(why("# Fork: 1 of 1\n<forked VM failed with exit code 134>\n"))
        .isEqualTo("the fork ended without a result (exit code 134), and its log says nothing");
  }

  @Test
  void aLineOfItsOwnForTheUserComesFirst() {
    assertThat(why("noise\npushpull: no server at h:1\nmore noise\n"))
        .isEqualTo("the fork ended without a result: no server at h:1");
    assertThat(phases).isEmpty();
  }
}

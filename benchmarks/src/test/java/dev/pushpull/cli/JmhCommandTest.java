package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JMH would let pass in silence or answer by a trace; none of these starts a fork. */
@ResourceLock(Resources.SYSTEM_OUT)
class JmhCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nope|no benchmark matches 'Nope'; 'pushpull jmh -l' lists them",
        "[|invalid regular expression '[': Unclosed character class",
        "--foo|foo is not a recognized option; 'pushpull jmh -h' lists the options",
        "-f abc|Cannot parse argument 'abc' of option f; 'pushpull jmh -h' lists the options",
        "-rf xyz|-rf: unknown format; 'pushpull jmh -h' lists the options",
        "HarnessCost -prof nosuch|-prof nosuch: unknown profiler; 'pushpull jmh -lprof'"
            + " lists them",
        "FreshnessBenchmark -p stratgy=sse|FreshnessBenchmark.freshness has no parameter 'stratgy';"
            + " known parameters: arrivals, feeds, payload, protocol, strategy, subscribers,"
            + " warmup, window",
        "FreshnessBenchmark -p feeds=1,x|feeds must be a whole number, but is 'x'",
        "FreshnessBenchmark -p feeds|Unable to parse parameter string \"feeds\"; 'pushpull jmh -h'"
            + " lists the options",
        "HarnessCost -jvm /no/java|-jvm must be an executable program, but is '/no/java'",
        "HarnessCost -rff /tmp|-rff cannot be written: /tmp (is a directory)",
        "HarnessCost -rff /nowhere/at/all|-rff cannot be written: /nowhere/at/all (no such file or"
            + " folder)",
        "HarnessCost -o /nowhere/at/all|-o cannot be written: /nowhere/at/all (No such file or"
            + " directory)",
      })
  void tellsAUsersMistakeInOneLine(String args, String message) {
    var err = new StringWriter();
    int code =
        Main.commandLine(new SampleRunner())
            .setErr(new PrintWriter(err))
            .execute(("jmh " + args).split(" "));

    assertThat(err.toString()).isEqualTo("pushpull jmh: " + message + "\n");
    assertThat(code).isEqualTo(ExitCode.USAGE);
  }
}

package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.format.OutputFormat;

class JmhOutputTest {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final PrintStream stream = LineStream.to(lines::add);
  private final OutputFormat output = JmhOutput.withoutReports(stream);

  @Test
  void tellsWholeLines() {
    output.print("# Warm");
    output.print("up\n# It");
    assertThat(lines).containsExactly("# Warmup");
    output.println("eration");
    output.verbosePrintln("more");
    output.print("the rest");
    stream.close();
    assertThat(lines).containsExactly("# Warmup", "# Iteration", "more", "the rest");
  }

  @Test
  void aCharacterMayComeInParts() throws IOException {
    for (byte part : "µs ≥ 5\n".getBytes(StandardCharsets.UTF_8)) {
      output.write(part);
    }
    assertThat(lines).containsExactly("µs ≥ 5");
  }

  @Test
  void reportsAreLeftOut() {
    output.startRun();
    output.endRun(List.of());
    stream.close();
    assertThat(lines).isEmpty();
  }

  @Test
  void linesOfSeveralThreadsStayWhole() throws InterruptedException {
    int each = 2_000;
    Thread standardOutput = repeat("pushpull phase: window 1", each);
    Thread standardError = repeat("WARNING: something else", each);
    standardOutput.join();
    standardError.join();
    assertThat(lines).hasSize(2 * each);
    assertThat(Collections.frequency(lines, "pushpull phase: window 1")).isEqualTo(each);
    assertThat(Collections.frequency(lines, "WARNING: something else")).isEqualTo(each);
  }

  private Thread repeat(String line, int times) {
    return Thread.ofPlatform()
        .start(
            () -> {
              for (int i = 0; i < times; i++) {
                output.println(line);
              }
            });
  }
}

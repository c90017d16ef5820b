package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class PhaseLinesTest {

  private static RedirectedOutput redirected(Consumer<String> lines) {
    PrintStream stream = LineStream.to(lines);
    return new RedirectedOutput(stream, stream);
  }

  @Test
  void whatAForkPrintsItsHostHears() {
    List<String> lines = new ArrayList<>();
    try (var _ = redirected(lines::add)) {
      ForkLines.printPhase("window 1");
    }
    assertThat(lines).hasSize(1);
    assertThat(ForkLines.phase(lines.getFirst())).contains("window 1");
  }

  @Test
  void otherLinesTellNoPhase() {
    assertThat(ForkLines.phase("# Warmup Iteration   1: ")).isEmpty();
    assertThat(ForkLines.phase("  pushpull phase: drain 1")).isEmpty();
    assertThat(ForkLines.phase("")).isEmpty();
  }

  @Test
  void standardOutputIsGivenBack() {
    var out = System.out;
    var err = System.err;
    try (var _ = redirected(line -> {})) {
      assertThat(System.out).isNotSameAs(out);
    }
    assertThat(System.out).isSameAs(out);
    assertThat(System.err).isSameAs(err);
  }
}

package dev.pushpull.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.TrialSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Plan PLAN = Plan.of(SuiteFile.load("quick"));

  private long nanos;

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void startsFromThePlansOwnEstimate() {
    var eta = new Eta(Step.of(PLAN), 0, () -> nanos);

    assertThat(eta.remaining()).isEqualTo(PLAN.estimate());
    eta.started(Step.of(PLAN.trials().getFirst()));
    pass(Duration.ofSeconds(3));
    assertThat(eta.remaining()).isEqualTo(PLAN.estimate().minusSeconds(3));
  }

  @Test
  void correctsTheRestByWhatFinishedTrialsTook() {
    var eta = new Eta(Step.of(PLAN), 0, () -> nanos);
    TrialSpec first = PLAN.trials().getFirst();
    eta.started(Step.of(first));
    pass(Plan.estimate(first).multipliedBy(2));

    assertThat(eta.remaining()).isEqualTo(PLAN.estimate().minus(Plan.estimate(first)));
    assertThat(eta.finished()).isEqualTo(Plan.estimate(first).multipliedBy(2));
    assertThat(eta.remaining())
        .isEqualTo(PLAN.estimate().minus(Plan.estimate(first)).multipliedBy(2));
  }

  @Test
  void endsAtZero() {
    Plan last =
        PLAN.without(Set.copyOf(PLAN.trials().subList(0, 13).stream().map(TrialSpec::id).toList()));
    var eta = new Eta(Step.of(last), 0, () -> nanos);
    eta.started(Step.of(last.trials().getFirst()));
    pass(Duration.ofMinutes(5));

    assertThat(eta.remaining()).isZero();
    eta.finished();
    assertThat(eta.remaining()).isZero();
  }

  @Test
  void writesPlainLines() {
    var bytes = new ByteArrayOutputStream();
    Plan rest = PLAN.without(Set.of("001"));
    TrialSpec second = rest.trials().getFirst();
    try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var progress = new LineProgress(out, Step.of(rest), 1, () -> nanos)) {
      progress.started(Step.of(second));
      progress.phase("warm-up");
      pass(Duration.ofMillis(11_200));
      progress.finished(new StepEnd(Validity.suspect("polls came late"), "delivery p50 2 ms"));
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "[ 2/14] long-poll repeat 1 starts, about 2 min 27 s left",
            "[ 2/14] long-poll repeat 1  SUSPECT  delivery p50 2 ms",
            "[ 2/14]   polls came late");
  }

  @Test
  void onATerminalTheLinesStayAboveTheBar() {
    var bytes = new ByteArrayOutputStream();
    TrialSpec first = PLAN.trials().getFirst();
    try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var progress = new BarProgress(out, "trials", Step.of(PLAN), 0, () -> nanos)) {
      progress.started(Step.of(first));
      progress.phase("warm-up");
      progress.finished(new StepEnd(Validity.suspect("polls came late"), "delivery p50 2 ms"));
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains(
            "\r\u001b[K[ 1/14] " + Step.of(first).name() + "  SUSPECT  delivery p50 2 ms\n",
            "\r\u001b[K[ 1/14]   polls came late\n");
  }
}

package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.testkit.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameArrivalsTest {

  private static final RunResults RUN = SampleRun.quick();

  private static RunResults with(List<TrialResult> trials) {
    return new RunResults(1, "r", null, RUN.spec(), 1, RUN.environment(), trials);
  }

  private static TrialResult digest(TrialResult trial, String digest) {
    return SampleRun.copy(trial, digest, trial.stalenessMs());
  }

  @Test
  void doubtsATrialThatSawOtherUpdatesThanItsRepeat() {
    TrialResult first = digest(RUN.trials().get(0), "aa");
    TrialResult same = digest(RUN.trials().get(1), "aa");
    TrialResult other = digest(RUN.trials().get(1), "bb");
    assertThat(SameArrivals.check(same, with(List.of(first)))).isEqualTo(same);
    TrialResult doubted = SameArrivals.check(other, with(List.of(first)));
    assertThat(doubted.validity().verdict()).isGreaterThanOrEqualTo(Verdict.SUSPECT);
    assertThat(doubted.validity().lines().getLast())
        .isEqualTo(
            "the updates due in its windows differ from those of trial %s (%s)"
                .formatted(first.id(), first.strategy()));
  }

  @Test
  void repeatsDifferAndFailedTrialsSayNothing() {
    TrialResult first = digest(RUN.trials().get(0), "aa");
    TrialResult nextRepeat = digest(RUN.trials().get(7), "bb");
    TrialResult failed = digest(RUN.trials().get(1), "");
    assertThat(nextRepeat.repeat()).isNotEqualTo(first.repeat());
    assertThat(SameArrivals.check(nextRepeat, with(List.of(first)))).isEqualTo(nextRepeat);
    assertThat(SameArrivals.check(failed, with(List.of(first)))).isEqualTo(failed);
  }
}

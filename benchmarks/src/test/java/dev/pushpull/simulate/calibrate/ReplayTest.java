package dev.pushpull.simulate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulator against real trials: those of the committed reference run. */
class ReplayTest {

  private static final Path REFERENCE = Path.of("../results/reference");

  @Test
  void everyValidTrialOfTheReferenceAgrees() throws IOException {
    RunResults run = RunDirectory.read(REFERENCE);
    List<TrialResult> trials =
        Replay.candidates(REFERENCE, run).stream()
            .filter(trial -> trial.validity().verdict() == Verdict.VALID)
            .toList();
    assertThat(trials).hasSizeGreaterThanOrEqualTo(5);
    for (TrialResult trial : trials) {
      Replay replay = Replay.of(REFERENCE, trial);
      assertThat(replay.sameArrivals()).as(trial.strategy()).isTrue();
      assertThat(replay.figures()).as(trial.strategy()).allMatch(Replay.Figure::agrees);
      assertThat(replay.figures()).filteredOn(f -> f.measured() != null).hasSizeGreaterThan(4);
    }
  }

  @Test
  void anotherSeedsUpdatesAreToldApart() throws IOException {
    RunResults run = RunDirectory.read(REFERENCE);
    TrialResult trial = Replay.candidates(REFERENCE, run).getFirst();
    var other = new Replay(trial, false, Replay.of(REFERENCE, trial).figures());
    assertThat(other.agrees()).isFalse();
  }

  @Test
  void aFigureMustBeThereInBothOrNeither() {
    assertThat(new Replay.Figure("p95", "ms", null, null, 1).agrees()).isTrue();
    assertThat(new Replay.Figure("p95", "ms", 3.0, null, 1).agrees()).isFalse();
    assertThat(new Replay.Figure("p95", "ms", 3.0, 4.0, 1).agrees()).isTrue();
    assertThat(new Replay.Figure("p95", "ms", 3.0, 4.01, 1).agrees()).isFalse();
  }
}

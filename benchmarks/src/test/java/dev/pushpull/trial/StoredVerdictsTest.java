package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.Validity.Reason;
import dev.pushpull.result.Validity.Shares;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.spec.Strategy;
import dev.pushpull.verdict.Judge;
import dev.pushpull.verdict.Judge.Tempo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules about a busy machine against trials that are stored, whose reasons tell the shares. */
class StoredVerdictsTest {

  private static final Path REFERENCE = Path.of("../results/reference");

  @Test
  void noStoredTrialIsSuspectInFreshnessOrBytesForABusyMachine() throws IOException {
    List<TrialResult> busy =
        RunDirectory.read(REFERENCE).trials().stream()
            .filter(trial -> trial.validity().verdict() != Verdict.VALID)
            .toList();

    assertThat(busy.stream().map(StoredVerdictsTest::name))
        .containsExactly(
            "006 long-poll",
            "010 conditional-poll@100ms",
            "011 poll@100ms",
            "017 conditional-poll@100ms",
            "026 poll@100ms",
            "038 poll@100ms",
            "041 conditional-poll@100ms");
    for (TrialResult trial : busy) {
      Validity now = judged(trial);
      assertThat(now.verdict(FigureGroup.CPU)).as(name(trial)).isEqualTo(Verdict.SUSPECT);
      assertThat(now.reasons()).as(name(trial)).hasSize(1);
      assertThat(now.lines().getFirst()).startsWith("cold: ").endsWith("(touches CPU)");
    }
  }

  private static String name(TrialResult trial) {
    return trial.id() + " " + trial.strategy();
  }

  private static Validity judged(TrialResult trial) {
    var overhead = trial.overhead();
    double messages = Objects.requireNonNull(overhead.perSubscriberSecond().messages());
    // Where too few samples stand behind p99, the longest of them is above it.
    var requests = trial.times().requestLatencyMs().uncorrected();
    Double p99 = requests.p99() == null ? requests.max() : requests.p99();
    var tempo =
        new Tempo(p99, trial.deliveryLatencyMs().mean(), messages * trial.workload().subscribers());
    return new Judge()
        .machine(shares(trial.validity()), Strategy.parse(trial.strategy()), tempo)
        .verdict();
  }

  private static Shares shares(Validity stored) {
    return new Shares(
        told(stored, "the clients' threads waited for a processor (\\d+) %"),
        told(stored, "the server's threads waited for a processor (\\d+) %"),
        told(stored, "cold: the server's compilers used (\\d+) %"),
        null,
        null);
  }

  private static @Nullable Double told(Validity stored, String reason) {
    Pattern pattern = Pattern.compile(reason);
    return stored.reasons().stream()
        .map(Reason::text)
        .map(pattern::matcher)
        .filter(Matcher::lookingAt)
        .map(match -> Double.parseDouble(match.group(1)) / 100)
        .findFirst()
        .orElse(null);
  }

  /** A thousand and two thousand polls a second waited little each; ten thousand waited long. */
  @ParameterizedTest
  @CsvSource({
    "poll@100ms, 0.48, 4.3, VALID",
    "poll@1s, 0.60, 25, VALID",
    "poll@100ms, 0.90, 160, SUSPECT",
    "conditional-poll@100ms, 0.90, 270, SUSPECT"
  })
  void pollsAreSuspectInFreshnessWhereTheirRequestsAreSlow(
      String strategy, double share, double p99, Verdict freshness) {
    Validity validity =
        new Judge()
            .machine(
                new Shares(share, 0.1, 0.05, 0.0, null),
                Strategy.parse(strategy),
                new Tempo(p99, 50.0, 1_000))
            .verdict();

    assertThat(validity.verdict(FigureGroup.FRESHNESS)).isEqualTo(freshness);
    assertThat(validity.verdict(FigureGroup.COUNTS)).isEqualTo(Verdict.VALID);
  }
}

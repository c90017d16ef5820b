package dev.pushpull.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.PlanText;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.TrialSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final SweepSpec QUICK = SuiteFile.load("quick");

  private static SweepSpec quick(String key, String text) {
    return new Overrides(Map.of(key, text), List.of()).applyTo(QUICK);
  }

  @Test
  void everyBlockHoldsEveryCellOnce() {
    List<TrialSpec> trials = Plan.of(quick("repeats", "5")).trials();

    for (int repeat = 1; repeat <= 5; repeat++) {
      List<TrialSpec> block = trials.subList((repeat - 1) * 7, repeat * 7);
      assertThat(block).extracting(TrialSpec::repeat).containsOnly(repeat);
      assertThat(block.stream().map(t -> new Cell(t.strategy(), t.workload())))
          .containsExactlyInAnyOrderElementsOf(QUICK.cells());
    }
    assertThat(trials.get(0).id()).isEqualTo("001");
    assertThat(trials.get(34).id()).isEqualTo("035");
  }

  @Test
  void oneSeedMakesOneOrder() {
    assertThat(Plan.of(QUICK)).isEqualTo(Plan.of(QUICK));
    assertThat(order(QUICK)).isNotEqualTo(order(quick("seed", "3")));
    List<String> order = order(QUICK);
    assertThat(order.subList(0, 7)).isNotEqualTo(order.subList(7, 14));
  }

  private static List<String> order(SweepSpec spec) {
    return Plan.of(spec).trials().stream().map(trial -> trial.strategy().toString()).toList();
  }

  @Test
  void widensIdsSoThatTheySortAsText() {
    var ids = Plan.of(quick("repeats", "200")).trials().stream().map(TrialSpec::id).toList();

    assertThat(ids).isSorted().startsWith("0001").endsWith("1400");
  }

  @Test
  void lengthensWarmUpAndSaysSo() {
    Plan plan = Plan.of(QUICK);

    assertThat(plan.notes())
        .containsExactly(
            "warm-up of poll@2s is 2s instead of 500ms, so that every subscriber has polled on"
                + " schedule");
    assertThat(plan.trials())
        .allSatisfy(
            trial ->
                assertThat(trial.timing().warmup())
                    .isGreaterThanOrEqualTo(trial.strategy().longestInterval()));
  }

  @Test
  void pacesThatAnswersDecideHaveTwoSpansToSettle() {
    Plan plan = Plan.of(quick("strategies", "backoff@250ms..4s,conditional-poll@2s~50%"));

    assertThat(plan.notes())
        .contains(
            "warm-up of backoff@250ms..4s is 8s instead of 500ms, so that every subscriber has"
                + " polled and settled on its interval",
            "warm-up of conditional-poll@2s~50% is 3s instead of 500ms, so that every subscriber"
                + " has polled on schedule");
    assertThat(plan.trials())
        .allSatisfy(
            trial ->
                assertThat(trial.timing().drain())
                    .isEqualTo(trial.strategy().longestInterval().plusSeconds(2)));
  }

  @Test
  void builtInSuitesKeepTheirPromisedTime() {
    assertThat(Plan.of(QUICK).estimate()).isLessThan(Duration.ofSeconds(160));
    assertThat(Plan.of(SuiteFile.load("full")).estimate()).isLessThan(Duration.ofMinutes(75));
  }

  @Test
  void longIntervalsHaveRoomForWarmUpAndDrain() {
    Plan plan = Plan.of(quick("strategies", "poll@1h"));

    assertThat(plan.trials().getFirst().timing().warmup()).hasHours(1);
    assertThat(plan.trials().getFirst().timing().drain()).hasSeconds(3_602);
  }

  @Test
  void leavesOutWhatIsDone() {
    Plan rest = Plan.of(QUICK).without(Set.of("001", "003"));

    assertThat(rest.trials()).hasSize(12).extracting(TrialSpec::id).doesNotContain("001", "003");
  }

  @Test
  void seedsDependOnAllTheirParts() {
    var seeds = new HashSet<Long>();
    for (long seed = 0; seed < 10; seed++) {
      for (int repeat = 1; repeat <= 10; repeat++) {
        seeds.add(Seeds.order(seed, repeat));
        for (int feed = 0; feed < 10; feed++) {
          seeds.add(Seeds.arrivals(seed, repeat, feed));
          seeds.add(Seeds.phases(seed, repeat, feed));
        }
      }
    }
    assertThat(seeds).hasSize(10 * 10 * 21);
  }

  @Test
  void seedsStayWhatTheyWere() {
    assertThat(Seeds.arrivals(1, 1, 0)).isEqualTo(7231191357593247542L);
    assertThat(Seeds.arrivals(1, 2, 3)).isEqualTo(3954083464952792392L);
    assertThat(Seeds.phases(1, 1, 0)).isEqualTo(5085540600475530454L);
    assertThat(Long.bitCount(Seeds.arrivals(1, 1, 0) ^ Seeds.arrivals(1, 1, 1))).isBetween(16, 48);
    assertThat(Long.bitCount(Seeds.phases(1, 1, 0) ^ Seeds.phases(1, 1, 1))).isBetween(16, 48);
  }

  @Test
  void needsAFileForEachConnectionAndSomeMore() {
    assertThat(Plan.of(quick("subscribers", "2000")).descriptorsNeeded()).isEqualTo(2_200);
    assertThat(Plan.of(QUICK).descriptorsNeeded()).isEqualTo(300);
    var wide = new DescriptorLimit(DescriptorLimit.UNLIMITED, DescriptorLimit.UNLIMITED);
    assertThat(wide.problem(2_200)).isEmpty();
  }

  @Test
  void readsTheSystemsOwnWords() {
    String limits =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             63432                63432                processes
        Max open files            1024                 unlimited            files
        """;

    assertThat(DescriptorLimit.parse(limits))
        .contains(new DescriptorLimit(1_024, DescriptorLimit.UNLIMITED));
    assertThat(DescriptorLimit.parse("nothing of the kind")).isEmpty();
  }

  @Test
  void showsTimeFilesAndNotes() {
    var limit = new DescriptorLimit(1_024, 4_096);

    String text = PlanText.render(Plan.of(QUICK), Optional.of(limit));

    assertThat(text)
        .startsWith("quick: 14 trials = 7 cells × 2 repeats, seed 2\n")
        .contains("on poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1\n")
        .contains("  001  repeat 1  ")
        .contains("time    about 2 min 38 s, 11.3 s on average\n")
        .contains("files   300 descriptors needed in one process, limit 1024\n")
        .contains("heap    256 MiB for the clients, 512 MiB for a server that is started\n")
        .endsWith("so that every subscriber has polled on schedule\n");
  }
}

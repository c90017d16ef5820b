package dev.pushpull.tune.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.model.UnitCosts;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.testkit.Messages;
import dev.pushpull.testkit.Questions;
import dev.pushpull.tune.Question;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisTest {

  private static Recommendation advise(Question question) {
    return Tuner.advise(question).recommendation();
  }

  private static Question asked(
      String arrivals,
      int subscribers,
      Set<StrategyKind> ways,
      List<String> budgets,
      String... objectives) {
    return Questions.of(
        Arrivals.parse(arrivals), 10, subscribers, ways, budgets, Optional.empty(), objectives);
  }

  /** Inputs are arrivals, then {@code kinds=A,B}, {@code budget:EXPR} and objectives. */
  @TestFactory
  Stream<DynamicTest> words() throws Exception {
    return Messages.in("advice", text -> String.join("\n", advise(asked(text)).answer()));
  }

  private static Question asked(String text) {
    Set<StrategyKind> kinds = Question.ALL_KINDS;
    var budgets = new ArrayList<String>();
    var objectives = new ArrayList<String>();
    String[] words = text.split(" ");
    for (String word : List.of(words).subList(1, words.length)) {
      if (word.startsWith("kinds=")) {
        kinds = Question.parseKinds(word.substring("kinds=".length()));
      } else if (word.startsWith("budget:")) {
        budgets.add(word.substring("budget:".length()));
      } else {
        objectives.add(word);
      }
    }
    return asked(words[0], 100, kinds, budgets, objectives.toArray(String[]::new));
  }

  /** Without fixed polls they still tell at what scale to look for others. */
  @ParameterizedTest
  @ValueSource(strings = {"deliveryLatency.mean<=300s", "deliveryLatency.mean<=20s"})
  void feedbackRangesAreAsLongAsTheyMayBe(String objective) {
    Recommendation advice =
        advise(
            asked(
                "poisson:0.01/s",
                100,
                Set.of(StrategyKind.BACKOFF, StrategyKind.ADAPTIVE),
                List.of(),
                objective));
    assertThat(advice.advises()).isTrue();
    assertThat(advice.bestFixed()).isNull();
  }

  /** A run without polls does not tell what they cost. */
  private static UnitCosts ofPushAlone(UnitCosts costs) {
    return new UnitCosts(
        costs.runId(),
        costs.payloadBytes(),
        costs.pollCpu(),
        null,
        null,
        null,
        costs.longPoll(),
        costs.longPollTimeout(),
        costs.event(),
        costs.frame(),
        costs.streamSecond(),
        costs.socketSecond(),
        costs.streamOpening(),
        costs.socketOpening(),
        costs.notes());
  }

  @Test
  void unknownCostsAreNotTakenForUnasked() {
    Question asked = Questions.of("poisson:1/s", "staleness.p95<=2s");
    Recommendation advice =
        advise(Questions.costing(asked, asked.kinds(), ofPushAlone(asked.unitCosts())));
    assertThat(advice.advises()).isTrue();
    assertThat(advice.answer())
        .contains("The cost of polls is not known, so no fixed interval was considered.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_234, 777, 91})
  void theBudgetThatWouldHelpHelps(int subscribers) {
    Recommendation advice =
        advise(
            asked(
                "poisson:0.2/s",
                subscribers,
                Questions.POLLS,
                List.of("requests<=1/s"),
                "staleness.p95<=2s"));
    String last = advice.answer().getLast();
    var match = Pattern.compile("a budget of ([0-9.]+) requests/s").matcher(last);
    assertThat(match.find()).as(last).isTrue();
    Question again =
        asked(
            "poisson:0.2/s",
            subscribers,
            Questions.POLLS,
            List.of("requests<=" + match.group(1) + "/s"),
            "staleness.p95<=2s");
    assertThat(advise(again).advises()).isTrue();
  }

  /** Of few updates a run shows the age by chance: it becomes longer before that is given up. */
  @Test
  void aRunHoldsUpdatesEnoughForAge() {
    Recommendation advice = advise(Questions.polls("poisson:0.5/s", "age.p95<=6500ms"));
    assertThat(advice.verifyingRun().windowSeconds()).isGreaterThanOrEqualTo(80);
    assertThat(advice.bestFixed()).isNotNull();
  }

  @Test
  void fewRunsArePlayedWhereNothingHolds() {
    var search =
        new Search(
            Questions.polls(
                "poisson:0.5/s",
                "age.p95<=6050ms",
                "age.mean<=2020ms",
                "staleness.p95<=2s",
                "staleness.mean<=1s"),
            () -> {});
    assertThat(search.bestFixed).isEmpty();
    assertThat(search.monteCarlo.played()).isLessThan(400);
  }
}

package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Questions;
import dev.pushpull.tune.Recommendation.Candidate;
import dev.pushpull.tune.answer.TuneText;
import dev.pushpull.tune.answer.Tuner;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundTest {

  private static Candidate best(Recommendation advice) {
    return advice.candidate(String.valueOf(advice.bestFixed()));
  }

  @Test
  void eachObjectiveOfAMetricHasItsOwn() {
    Recommendation advice =
        Tuner.advise(
                Questions.polls("poisson:2/s", "staleness.mean<=300ms", "staleness.mean>=100ms"))
            .recommendation();
    var figures = Objects.requireNonNull(best(advice).bound()).figures();
    assertThat(figures.get("staleness.mean<=300ms"))
        .isGreaterThan(figures.get("staleness.mean>=100ms"));
    assertThat(advice.answer().getFirst()).containsPattern("stay within .* and above .*, each by");
    assertThat(TuneText.render(advice, false)).containsPattern(" ms / [0-9]+ ms");
  }

  /** A run has 100 subscribers, of which each takes more of a server that is idle otherwise. */
  @Test
  void costsAreJudgedAtTheSizeThatIsAsked() {
    Question question =
        Questions.of(
            Arrivals.parse("poisson:0.2/s"),
            10,
            20_000,
            Questions.POLLS,
            List.of(),
            Optional.empty(),
            "staleness.mean<=1s",
            "overhead.serverCpuMicrosPerSubscriberSecond<=30us");
    Recommendation advice = Tuner.advise(question).recommendation();
    assertThat(advice.advises()).isTrue();
    Bound bound = Objects.requireNonNull(best(advice).bound());
    assertThat(bound.figures()).containsOnlyKeys("staleness.mean<=1s");
    assertThat(bound.typical().get("overhead.serverCpuMicrosPerSubscriberSecond"))
        .isGreaterThan(30);
  }

  @Test
  void costsAloneNeedNoBound() {
    Recommendation advice =
        Tuner.advise(Questions.polls("poisson:1/s", "overhead.requestsPerSubscriberSecond<=0.5"))
            .recommendation();
    assertThat(advice.answer().getFirst()).endsWith("requests per subscriber second 0.00028.");
  }
}

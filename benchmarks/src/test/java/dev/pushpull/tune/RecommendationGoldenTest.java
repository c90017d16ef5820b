package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.ResultJson;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Golden;
import dev.pushpull.testkit.Questions;
import dev.pushpull.tune.answer.TuneText;
import dev.pushpull.tune.answer.Tuner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class RecommendationGoldenTest {

  private static final List<Recommendation> ADVICE = List.of(advise(priced()), advise(traced()));

  private static Question priced() {
    return Questions.of(
        Arrivals.parse("poisson:0.05/s"),
        10,
        1_000,
        Set.of(StrategyKind.CONDITIONAL_POLL, StrategyKind.BACKOFF, StrategyKind.SSE),
        List.of("requests<=500/s", "bytes<=200kB/s"),
        Optional.of(new Prices(1, 1, 0.25, 0.09, "USD")),
        "staleness.p95<=5s",
        "staleness.mean<=1s");
  }

  private static Question traced() {
    return Questions.of(
        Questions.dayAndNight(2),
        1,
        100,
        Set.of(StrategyKind.POLL, StrategyKind.WEBSOCKET),
        List.of(),
        Optional.empty(),
        "staleness.mean<=500ms");
  }

  private static Recommendation advise(Question question) {
    return Tuner.advise(question).recommendation();
  }

  @Test
  void json() throws Exception {
    Golden.assertInEveryLocale("recommendation.json", () -> ResultJson.write(advise(priced())));
  }

  @Test
  void text() throws Exception {
    Golden.assertInEveryLocale("tune.txt", () -> TuneText.render(advise(priced()), false));
  }

  @Test
  void textOfATrace() throws Exception {
    Golden.assertInEveryLocale("tune-trace.txt", () -> TuneText.render(advise(traced()), false));
  }

  @Test
  void keepsTo120Columns() {
    for (Recommendation advice : ADVICE) {
      assertThat(TuneText.render(advice, false).lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }
  }

  @Test
  void jsonIsReadBackAsItWas() throws Exception {
    for (Recommendation advice : ADVICE) {
      String json = ResultJson.write(advice);
      Recommendation read = ResultJson.read(json, Recommendation.FILE, Recommendation.class);
      assertThat(ResultJson.write(read)).isEqualTo(json);
    }
  }
}

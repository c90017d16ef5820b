package dev.pushpull;

import static dev.pushpull.sut.testkit.Messages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.compare.FailCondition;
import dev.pushpull.metric.RequirementCheck;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.OperationSuiteFile;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.sut.testkit.Messages;
import dev.pushpull.tune.Budget;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Prices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What those who write suites, strategies and options are told, word for word. */
class MessagesTest {

  private static final String SUITE =
      """
      name: mine
      strategies: [sse, poll@1s]
      arrivals: periodic:1/s
      feeds: 2
      subscribers: 8
      """;
  private static final String OPERATIONS =
      """
      name: mine
      operations:
        - benchmark: [A.one, A.two]
          params: {payload: [0, 64], protocol: h1}
          warmup: 1x50ms
      """;
  private static final String PRICES =
      """
      perMillionRequests: 1.00
      perMillionMessages: 1.00
      perMillionConnectionMinutes: 0.25
      perGigabyte: 0.09
      currency: USD
      """;

  @TestFactory
  Stream<DynamicTest> strategy() throws Exception {
    return Messages.in("strategy", text -> refusal(() -> Strategy.parse(text)));
  }

  @TestFactory
  Stream<DynamicTest> scenario() throws Exception {
    return Messages.in("scenario", text -> refusal(() -> Scenario.parse(text)));
  }

  @TestFactory
  Stream<DynamicTest> engine() throws Exception {
    return Messages.in("engine", text -> refusal(() -> Engine.parse(text)));
  }

  /** Inputs are a strategy and settings, all of which are well by themselves. */
  @TestFactory
  Stream<DynamicTest> cell() throws Exception {
    return Messages.in(
        "cell",
        text -> {
          List<String> words = List.of(text.split(" "));
          Cell cell =
              with(SuiteFile.parse("s", "name: s\nstrategies: [sse]\n"), words).cells().getFirst();
          assertThat(cell.refusal()).isPresent();
          return cell.refusal().orElseThrow();
        });
  }

  @TestFactory
  Stream<DynamicTest> option() throws Exception {
    return Messages.in(
        "option", text -> refusal(() -> with(SuiteFile.load("full"), List.of(text))));
  }

  /** Inputs are a scenario and a setting that does not go with it. */
  @TestFactory
  Stream<DynamicTest> scenarioOption() throws Exception {
    return Messages.in(
        "scenario-option",
        text -> {
          String[] words = text.split(" ", 2);
          SweepSpec usual = Scenario.parse(words[0]).preset().orElseThrow().sweep();
          return refusal(() -> with(usual, List.of(words[1])));
        });
  }

  private static SweepSpec with(SweepSpec spec, List<String> settings) {
    var values = new LinkedHashMap<String, String>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      values.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return new Overrides(values, List.of()).applyTo(spec);
  }

  @TestFactory
  Stream<DynamicTest> optionWarning() throws Exception {
    return Messages.in(
        "option-warning",
        text -> String.join("\n", with(SuiteFile.load("full"), List.of(text)).warnings()));
  }

  @TestFactory
  Stream<DynamicTest> suite() throws Exception {
    return Messages.in("suite", text -> refusal(() -> SuiteFile.parse("mine.yaml", text)));
  }

  /** Inputs are the sixth line of a suite. */
  @TestFactory
  Stream<DynamicTest> suiteLine() throws Exception {
    return Messages.in(
        "suite-line",
        line -> {
          String told = refusal(() -> SuiteFile.parse("mine.yaml", SUITE + line + "\n"));
          assertThat(told).matches("mine\\.yaml line [167]: .*");
          return told;
        });
  }

  /** Inputs are the sixth line of a suite of operations, and those after it. */
  @TestFactory
  Stream<DynamicTest> operationSuiteLine() throws Exception {
    return Messages.in(
        "operation-suite-line",
        line -> {
          String told =
              refusal(() -> OperationSuiteFile.parse("mine.yaml", OPERATIONS + line + "\n"));
          assertThat(told).matches("mine\\.yaml line [167]: .*");
          return told;
        });
  }

  @TestFactory
  Stream<DynamicTest> requirement() throws Exception {
    return Messages.in("requirement", text -> refusal(() -> Requirement.parse(text)));
  }

  /** Requirements that say something, but that no run of the quick suite can answer. */
  @TestFactory
  Stream<DynamicTest> requirementOfQuick() throws Exception {
    return Messages.in(
        "requirement-of-quick",
        text -> {
          var requirements = List.of(Requirement.parse(text));
          SweepSpec spec = new Overrides(Map.of(), requirements).applyTo(SuiteFile.load("quick"));
          return refusal(() -> RequirementCheck.checkAnswerable(spec));
        });
  }

  @TestFactory
  Stream<DynamicTest> objective() throws Exception {
    return Messages.in("objective", text -> refusal(() -> Objective.parse(text)));
  }

  @TestFactory
  Stream<DynamicTest> budget() throws Exception {
    return Messages.in("budget", text -> refusal(() -> Budget.parse(text)));
  }

  /** Inputs are a key of a price list, and the line that stands in its place. */
  @TestFactory
  Stream<DynamicTest> prices() throws Exception {
    return Messages.in(
        "prices",
        text -> {
          String[] parts = text.split(" -> ", -1);
          String yaml =
              PRICES.replaceFirst(parts[0] + ": .*\n", parts[1].isEmpty() ? "" : parts[1] + "\n");
          return refusal(() -> Prices.parse("prices.yaml", yaml));
        });
  }

  @TestFactory
  Stream<DynamicTest> failCondition() throws Exception {
    return Messages.in("fail-condition", text -> refusal(() -> FailCondition.parse(text)));
  }
}

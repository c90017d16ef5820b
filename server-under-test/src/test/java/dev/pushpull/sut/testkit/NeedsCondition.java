package dev.pushpull.sut.testkit;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import dev.pushpull.sut.proc.OptionalProgram;
import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides whether a class with {@link Needs} runs, is skipped or fails. */
public final class NeedsCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), Needs.class)
        .map(needs -> decide(needs.value(), System.getenv()))
        .orElseGet(() -> enabled("needs nothing"));
  }

  /**
   * The reason of a skipped class is read by {@code scripts/SkippedTests.java}.
   *
   * @throws AssertionError if the program is missing where CI must have it
   */
  public static ConditionEvaluationResult decide(
      OptionalProgram program, Map<String, String> environment) {
    if (program.find(environment).isPresent()) {
      return enabled(program + " is there");
    }
    if (environment.containsKey("CI")) {
      throw new AssertionError(program + " is missing, and CI must have it: " + program.remedy());
    }
    return disabled("missing program " + program + ": " + program.remedy());
  }
}

package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario measures beyond what all trials have; {@code kind} in JSON is the scenario's
 * kind.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobFigures.class, name = "job-status"),
  @JsonSubTypes.Type(value = ChatFigures.class, name = "chat")
})
public sealed interface ScenarioFigures permits JobFigures, ChatFigures {

  /** What its clients wait for, from its event until they know of it. */
  Distribution delayMs();

  /** The mean of that by the closed form; null where there is none. */
  @Nullable Double expectedDelayMs();

  /** What the measured mean may differ by. */
  @Nullable Double expectedDelayToleranceMs();
}

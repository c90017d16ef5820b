package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a scenario measures beyond what all trials have; {@code kind} in JSON is the scenario's
 * kind.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobStory.class, name = "job-status"),
  @JsonSubTypes.Type(value = ChatStory.class, name = "chat")
})
public sealed interface Story permits JobStory, ChatStory {}

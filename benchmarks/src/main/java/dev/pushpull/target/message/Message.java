package dev.pushpull.target.message;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A message that came.
 *
 * @param text as it came, without what divides messages; of an MQTT packet its document
 * @param document as {@link dev.pushpull.spec.target.Conversation.Decode} says; null where the text
 *     is no JSON
 */
public record Message(String text, @Nullable JsonNode document) {}

package dev.pushpull.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.result.Validity.Verdict;

/**
 * Brings what schema 1 wrote up to schema 2, in place: the only one that knows both. What is not as
 * either has it stays as it is, for the reader to refuse.
 */
final class SchemaOne {

  static final int SCHEMA = 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SchemaOne() {}

  /** A run of trials or of operations. */
  static void bringUp(ObjectNode run) {
    run.put("schema", ResultJson.SCHEMA);
    run.path("trials").forEach(SchemaOne::bringUpResult);
    run.path("operations").forEach(SchemaOne::bringUpResult);
  }

  /** A trial or an operation, which has no schema of its own; one of schema 2 stays as it is. */
  static void bringUpResult(JsonNode result) {
    if (result.path("validity") instanceof ObjectNode validity
        && validity.path("reasons") instanceof ArrayNode reasons) {
      String verdict = validity.path("verdict").asText();
      ArrayNode told = NODES.arrayNode();
      reasons.forEach(
          reason -> told.add(reason.isTextual() ? touchesAll(verdict, reason) : reason));
      if (told.isEmpty() && !verdict.equals(Verdict.VALID.name())) {
        told.add(touchesAll(verdict, NODES.textNode("the reason was not stored")));
      }
      validity.set("reasons", told);
    }
  }

  /** Schema 1 did not say what a reason touches. */
  private static ObjectNode touchesAll(String verdict, JsonNode text) {
    ObjectNode reason = NODES.objectNode().put("verdict", verdict);
    FigureGroup.ALL.forEach(group -> reason.withArray("touches").add(group.key()));
    return reason.set("text", text);
  }
}

package dev.pushpull.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import java.util.HashSet;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Brings what schema 1 wrote up to schema 2, in place: the only one that knows both. What is not as
 * either has it stays as it is, for the reader to refuse.
 */
public final class SchemaOne {

  static final int SCHEMA = 1;

  /** What scenarios, by their kind, had under names that mean another thing: old and new path. */
  static final Map<String, Map<String, String>> RENAMED =
      Map.of(
          Scenario.JobStatus.KIND,
          Map.of(
              "deliveryLatencyMs", "story.doneToKnownMs",
              "model.deliveryLatencyMeanMs", "story.expectedDoneToKnownMs",
              "model.deliveryLatencyToleranceMs", "story.expectedDoneToKnownToleranceMs"),
          Scenario.Chat.KIND,
          Map.of(
              "deliveryLatencyMs", "story.sentToReceivedMs",
              "deliveryLatencyCorrectedMs", "story.sentToReceivedCorrectedMs",
              "publisherLagMs", "story.senderLagMs",
              "model.deliveryLatencyMeanMs", "story.expectedSentToReceivedMs",
              "model.deliveryLatencyToleranceMs", "story.expectedSentToReceivedToleranceMs"));

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SchemaOne() {}

  /** A run of trials or of operations. */
  static void bringUp(ObjectNode run) {
    run.put("schema", ResultJson.SCHEMA);
    run.path("trials").forEach(SchemaOne::bringUpResult);
    run.path("operations").forEach(SchemaOne::bringUpResult);
    run.path("spec").path("cells").forEach(SchemaOne::bringUpCell);
    bringUpRequirements(run.path("spec"));
  }

  /** What is measured, in a sweep, a trial's spec or its result: the engine had another key. */
  static void bringUpCell(JsonNode cell) {
    if (cell instanceof ObjectNode named && cell.path("workload") instanceof ObjectNode workload) {
      JsonNode client = workload.remove("client");
      if (client != null) {
        workload.set("engine", client);
      }
      if (cell.path("strategy").asText().equals(StrategyName.OLD_FLOOR)) {
        named.put("strategy", new Strategy.WebSocket().toString());
        workload.put("engine", Engine.SOCKET.toString());
      }
    }
  }

  /** Where all cells are of one scenario, it is known what its requirements meant. */
  private static void bringUpRequirements(JsonNode spec) {
    var kinds = new HashSet<String>();
    spec.path("cells")
        .forEach(cell -> kinds.add(cell.path("workload").path("scenario").asText("")));
    kinds.stream()
        .filter(_ -> spec.path("require") instanceof ArrayNode)
        .map(scenario -> scenario.replaceFirst(":.*", ""))
        .filter(kind -> kinds.stream().allMatch(other -> other.startsWith(kind)))
        .forEach(kind -> renamed(kind).forEach((old, now) -> rename(spec, old, now)));
  }

  private static void rename(JsonNode spec, String old, String now) {
    Pattern metric = Pattern.compile("(^|:)" + brief(old) + "(Ms)?(?=[.<>=])");
    ArrayNode require = (ArrayNode) spec.path("require");
    for (int i = 0; i < require.size(); i++) {
      String text = metric.matcher(require.path(i).asText()).replaceFirst("$1" + brief(now));
      require.set(i, NODES.textNode(text));
    }
  }

  private static String brief(String path) {
    return path.replaceFirst("Ms$", "");
  }

  /** A trial or an operation, which has no schema of its own; one of schema 2 stays as it is. */
  static void bringUpResult(JsonNode result) {
    bringUpCell(result);
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
    if (result instanceof ObjectNode trial && trial.path("story") instanceof ObjectNode story) {
      Map<String, String> renamed = renamed(story.path("kind").asText());
      boolean isNew = renamed.values().stream().anyMatch(path -> story.has(last(path)));
      if (!isNew) {
        renamed.forEach((old, now) -> move(trial, old, story, last(now)));
      }
    }
  }

  /** The names of one kind of scenario. */
  public static Map<String, String> renamed(String kind) {
    return RENAMED.getOrDefault(kind, Map.of());
  }

  private static String last(String path) {
    return path.substring(path.indexOf('.') + 1);
  }

  /** A distribution leaves none behind, a figure null. */
  private static void move(ObjectNode trial, String path, ObjectNode story, String name) {
    JsonNode from = path.startsWith("model.") ? trial.path("model") : trial;
    JsonNode moved = from.path(last(path));
    if (from instanceof ObjectNode object && !moved.isMissingNode()) {
      JsonNode none = moved.isObject() ? ResultJson.node(Distribution.NONE) : NODES.nullNode();
      object.set(last(path), none);
      story.set(name, moved);
    }
    for (JsonNode absent : trial.path("absent")) {
      if (absent instanceof ObjectNode figure && figure.path("figure").asText().equals(path)) {
        figure.put("figure", "story." + name);
      }
    }
  }

  /** Schema 1 did not say what a reason touches. */
  private static ObjectNode touchesAll(String verdict, JsonNode text) {
    ObjectNode reason = NODES.objectNode().put("verdict", verdict);
    FigureGroup.ALL.forEach(group -> reason.withArray("touches").add(group.key()));
    return reason.set("text", text);
  }
}

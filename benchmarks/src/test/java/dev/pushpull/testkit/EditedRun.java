package dev.pushpull.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.Validity;
import dev.pushpull.result.Validity.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** The sample run with its JSON changed by hand, as a file from elsewhere might be. */
public final class EditedRun {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EditedRun() {}

  /** Its text. */
  public static String json(Consumer<ObjectNode> edit) {
    try {
      var tree = (ObjectNode) MAPPER.readTree(ResultJson.write(SampleRun.quick()));
      edit.accept(tree);
      return tree.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run that is read from it. */
  public static RunResults run(Consumer<ObjectNode> edit) {
    try {
      return ResultJson.readRun(json(edit));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a trial this verdict on all its figures, for this reason. */
  public static void judge(JsonNode trial, Verdict verdict, String reason) {
    var found = verdict == Verdict.INVALID ? Validity.invalid(reason) : Validity.suspect(reason);
    ((ObjectNode) trial).set("validity", ResultJson.node(found));
  }

  /** Makes all trials INVALID. */
  public static void judgeAllInvalid(ObjectNode run) {
    run.path("trials").forEach(trial -> judge(trial, Verdict.INVALID, "the server died"));
  }

  /** One of a run's trials. */
  public static ObjectNode trial(ObjectNode run, int index) {
    return (ObjectNode) run.path("trials").path(index);
  }
}

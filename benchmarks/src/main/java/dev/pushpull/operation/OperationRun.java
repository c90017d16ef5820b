package dev.pushpull.operation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.pushpull.machine.Environment;
import dev.pushpull.result.ResultJson;
import dev.pushpull.spec.OperationSpec;
import java.util.List;

/**
 * {@code operations.json}: a run of single operations as every report reads it.
 *
 * @param schema 2; one of schema 1 is brought up when it is read
 * @param runId the folder's name below {@code results/}
 * @param suite its name
 * @param specs the operations of the suite, in order
 * @param environment the machine and the software
 * @param operations finished ones, in the order of the specs
 * @param handshakes step by step; empty until the suite is finished
 */
public record OperationRun(
    int schema,
    String runId,
    String suite,
    List<OperationSpec> specs,
    Environment environment,
    List<OperationResult> operations,
    List<Handshake> handshakes) {

  /** What this version writes. */
  public static final int SCHEMA = ResultJson.SCHEMA;

  /** Copies the lists. */
  public OperationRun {
    specs = List.copyOf(specs);
    operations = List.copyOf(operations);
    handshakes = List.copyOf(handshakes);
  }

  /** The same run with other results. */
  OperationRun with(List<OperationResult> finished, List<Handshake> timelines) {
    return new OperationRun(schema, runId, suite, specs, environment, finished, timelines);
  }

  /** Whether all operations are finished. */
  @JsonIgnore
  public boolean isComplete() {
    return operations.size() >= specs.size();
  }
}

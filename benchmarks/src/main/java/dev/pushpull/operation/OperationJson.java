package dev.pushpull.operation;

import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunFolder;
import java.io.IOException;

/** The JSON of single operations, by the rules of {@link ResultJson}. */
public final class OperationJson {

  private OperationJson() {}

  /** A run, an operation, a suite or a fork's record as text, ending with a line end. */
  public static String write(Object result) {
    return ResultJson.write(result);
  }

  /**
   * Reads {@code operations.json}.
   *
   * @throws IOException if it is invalid, or another version's; the message says what to do
   */
  public static OperationRun readRun(String json) throws IOException {
    return ResultJson.readDocument(json, RunFolder.OPERATIONS, OperationRun.class);
  }

  /**
   * Reads an {@code operation.json}.
   *
   * @throws IOException if it is invalid
   */
  static OperationResult readOperation(String json) throws IOException {
    return ResultJson.readResult(json, "operation.json", OperationResult.class);
  }

  static OperationSuite readSuite(String json) throws IOException {
    return ResultJson.read(json, "suite.json", OperationSuite.class);
  }

  static ForkRecord readFork(String json) throws IOException {
    return ResultJson.read(json, "a fork's record", ForkRecord.class);
  }
}

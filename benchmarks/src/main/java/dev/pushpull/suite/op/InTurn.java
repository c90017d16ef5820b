package dev.pushpull.suite.op;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Several operations that take turns, so that work left over by one (its next long poll, not parked
 * yet) has the round trips of all others to finish.
 */
final class InTurn implements Operation {

  private final List<Operation> operations;
  private int next;
  private Operation last;

  InTurn(List<? extends Operation> operations) {
    this.operations = List.copyOf(operations);
    this.last = this.operations.getFirst();
  }

  /** Opens that many. */
  static InTurn open(int count, Operation.Opening opening)
      throws IOException, InterruptedException {
    var opened = new ArrayList<Operation>();
    try {
      for (int i = 0; i < count; i++) {
        opened.add(opening.open());
      }
      return new InTurn(opened);
    } catch (IOException | InterruptedException | RuntimeException e) {
      for (Operation operation : opened) {
        operation.close();
      }
      throw e;
    }
  }

  @Override
  public long once() throws IOException, InterruptedException {
    Operation operation = operations.get(next);
    next = next + 1 == operations.size() ? 0 : next + 1;
    last = operation;
    return operation.once();
  }

  @Override
  public void settle() throws IOException {
    last.settle();
  }

  @Override
  public void close() throws IOException {
    for (Operation operation : operations) {
      operation.close();
    }
  }
}

package dev.pushpull.suite.op;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of a kind that take turns, so that what each leaves behind (the next long poll, on its way
 * to be parked) has the round trips of all others to settle in.
 */
final class InTurn implements Operation {

  private final List<Operation> operations;
  private int next;

  InTurn(List<? extends Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  /** Opens that many. */
  static InTurn open(int count, Operation.Opening opening)
      throws IOException, InterruptedException {
    var opened = new ArrayList<Operation>();
    for (int i = 0; i < count; i++) {
      opened.add(opening.open());
    }
    return new InTurn(opened);
  }

  @Override
  public long once() throws IOException, InterruptedException {
    Operation operation = operations.get(next);
    next = next + 1 == operations.size() ? 0 : next + 1;
    return operation.once();
  }

  @Override
  public void close() throws IOException {
    for (Operation operation : operations) {
      operation.close();
    }
  }
}

package dev.pushpull.operation.transfer;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.operation.fork.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several operations that take turns, so that work left over by one (its next long poll, not parked
 * yet) has the round trips of all others to finish.
 */
final class RoundRobin implements Operation {

  private final List<Operation> operations = new ArrayList<>();
  private int next;
  private int last;

  private RoundRobin() {}

  /** Opens that many, at least one. */
  static RoundRobin open(int count, Opening opening) throws IOException, InterruptedException {
    var opened = new RoundRobin();
    try {
      for (int i = 0; i < count; i++) {
        opened.operations.add(opening.open());
      }
      return opened;
    } catch (IOException | InterruptedException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public long once() throws IOException, InterruptedException {
    last = next;
    next = next + 1 == operations.size() ? 0 : next + 1;
    return operations.get(last).once();
  }

  @Override
  public void settle() throws IOException {
    operations.get(last).settle();
  }

  @Override
  public Optional<ByteCounts> bytes() {
    return operations.stream().flatMap(one -> one.bytes().stream()).reduce(ByteCounts::plus);
  }

  @Override
  public void close() throws IOException {
    for (Operation operation : operations) {
      operation.close();
    }
  }
}

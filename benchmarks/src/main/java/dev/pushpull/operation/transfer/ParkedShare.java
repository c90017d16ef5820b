package dev.pushpull.operation.transfer;

import dev.pushpull.operation.fork.ForkCheck;
import dev.pushpull.operation.fork.IterationFigures;
import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.fork.OperationServer;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** The share of long polls that were parked when their update came, by the server's count. */
final class ParkedShare implements ForkCheck {

  private static final String FIGURE = "longPoll.parked";
  private static final double MIN_SHARE = 0.95;

  private final OperationServer server;
  private long before;
  private long parked;
  private long operations;

  ParkedShare(OperationServer server) {
    this.server = server;
  }

  @Override
  public void begin() {
    before = server.counters().everParked();
  }

  @Override
  public void end(IterationParams iteration, long count) {
    long now = server.counters().everParked() - before;
    if (count > 0) {
      IterationFigures.put(FIGURE, (double) now / count, "ratio");
    }
    if (iteration.getType() == IterationType.MEASUREMENT) {
      parked += now;
      operations += count;
    }
  }

  @Override
  public void check() {
    if (parked < MIN_SHARE * operations) {
      throw OperationException.told(
          "only %d of %d long polls were parked when their update came; the others were plain polls"
              .formatted(parked, operations));
    }
  }
}

package dev.pushpull.suite.op;

import java.io.IOException;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * The share of long polls that were parked when their update came, by the server's count. One
 * thread.
 */
final class ParkedShare {

  private static final String FIGURE = "longPoll.parked";
  private static final double LEAST = 0.95;

  private final OperationServer server;
  private long before;
  private long parked;
  private long operations;

  ParkedShare(OperationServer server) {
    this.server = server;
  }

  /** Before an iteration, after the first half of the floor. */
  void begin() {
    before = read();
  }

  /** After an iteration, before the second half of the floor. */
  void end(IterationParams iteration, long count) {
    long now = read() - before;
    if (count > 0) {
      OperationFigures.put(FIGURE, (double) now / count, "ratio");
    }
    if (iteration.getType() == IterationType.MEASUREMENT) {
      parked += now;
      operations += count;
    }
  }

  /** After the fork. */
  void check() {
    if (parked < LEAST * operations) {
      throw OperationException.told(
          "only %d of %d long polls were parked when their update came; the others were plain polls"
              .formatted(parked, operations));
    }
  }

  private long read() {
    try {
      return server.control().counters().everParked();
    } catch (IOException e) {
      throw OperationException.told("the server's counters cannot be read", e);
    } catch (InterruptedException e) {
      throw OperationServer.interrupted();
    }
  }
}

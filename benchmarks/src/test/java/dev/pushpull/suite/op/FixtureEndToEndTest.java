package dev.pushpull.suite.op;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.operation.fork.Fixture;
import dev.pushpull.operation.fork.ForkCheck;
import dev.pushpull.operation.fork.IterationFigures;
import dev.pushpull.operation.fork.Operation;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

/** What a fixture reads around the measured part, and leaves behind. */
@ResourceLock("operations")
class FixtureEndToEndTest {

  private static final IterationParams ITERATION =
      new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.NONE, 1);
  private static final int BYTES = 100_000;
  private static final int TIMES = 20;

  /** Allocates as it is told, or fails. */
  private static final class Allocating implements Operation {
    private final int bytes;
    private final List<String> calls = new ArrayList<>();
    private boolean fails;

    Allocating(int bytes) {
      this.bytes = bytes;
    }

    @Override
    public long once() throws IOException {
      if (fails) {
        throw new IOException("told to");
      }
      calls.add("once");
      return new byte[bytes].length;
    }

    @Override
    public void settle() {
      calls.add("settle");
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }

  /** Allocates where it must not be counted. */
  private static final class AllocatingCheck implements ForkCheck {
    @Override
    public void begin() {
      assertThat(new byte[50 * BYTES]).isNotEmpty();
    }

    @Override
    public void end(IterationParams iteration, long count) {
      assertThat(count).isEqualTo(TIMES);
      begin();
    }

    @Override
    public void check() {
      // Nothing can be wrong.
    }
  }

  @Test
  void allocationIsThatOfTheMeasuredPartAlone() {
    var operation = new Allocating(BYTES);
    var floor = new Allocating(10 * BYTES);
    var server = OperationServer.open(Protocol.H1, 4);
    try (var fixture =
        new Fixture(
            server, operation, Optional.of(() -> floor), Optional.of(new AllocatingCheck()))) {
      IterationFigures.take();
      fixture.begin(ITERATION);
      for (int i = 0; i < TIMES; i++) {
        fixture.once();
      }
      fixture.end(ITERATION);
      assertThat(floor.calls).contains("once");
      assertThat(requireNonNull(IterationFigures.take().get("allocation")).value())
          .isBetween((double) BYTES, 1.5 * BYTES);
    }
    assertThat(operation.calls.subList(0, 4)).containsExactly("once", "settle", "once", "settle");
    assertThat(operation.calls.getLast()).isEqualTo("close");
  }

  @Test
  void aCallThatFailsEndsConnectionsAndServer() {
    var operation = new Allocating(1);
    var server = OperationServer.open(Protocol.H1, 4);
    long pid = server.pid().orElseThrow();
    var fixture = new Fixture(server, operation, Optional.empty(), Optional.empty());
    operation.fails = true;
    assertThatThrownBy(fixture::once).hasMessage("an operation failed: told to");
    assertThat(operation.calls).containsExactly("close");
    assertThat(runs(pid)).isFalse();
    fixture.close();
    assertThat(operation.calls).containsExactly("close");
  }

  @Test
  void aSetUpThatFailsEndsTheServer() {
    var pid = new AtomicLong();
    var benchmark = new RoundTrip();
    benchmark.protocol = "h1";
    assertThatThrownBy(
            () ->
                benchmark.open(
                    "it",
                    new Strategy.WebSocket(),
                    4,
                    server -> {
                      pid.set(server.pid().orElseThrow());
                      throw new IOException("told to");
                    }))
        .hasMessage("it cannot connect: told to");
    assertThat(runs(pid.get())).isFalse();
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}

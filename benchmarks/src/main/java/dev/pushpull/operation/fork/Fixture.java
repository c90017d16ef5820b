package dev.pushpull.operation.fork;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.operation.FigureNames;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.IterationParams;

/**
 * What is measured of an operation in addition to JMH's time: its histogram, the server's CPU, the
 * bytes of its connections, the client's allocation, and the floor, half of which runs before each
 * iteration and half after, on JMH's own thread. It owns the server. One thread.
 *
 * <pre>
 *   | floor | CPU, bytes, heap | JMH's iteration | heap, bytes, CPU | floor | figures |
 *   '---------- set-up --------'                 '------------ tear-down -----------'
 * </pre>
 *
 * All three are read around the measured part only, so they do not include the floor. A call that
 * fails closes connections and server, since JMH then runs no tear-down.
 */
public final class Fixture implements AutoCloseable {

  private static final double NANOS_PER_MICRO = 1e3;
  private static final long FLOOR_NANOS = TimeUnit.MILLISECONDS.toNanos(125);
  private static final int FLOOR_OPERATIONS = 2_500;

  /** After a longer rest, the server may have closed the floor's connection. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final OperationServer server;
  private final Operation operation;
  private final Optional<Operation.Opening> floors;
  private final Optional<ForkCheck> check;
  private final Latencies latencies = new Latencies();
  private final Latencies.Track latency = latencies.track(Latencies.LATENCY);
  private final Latencies.Track floorLatency = latencies.track(Latencies.FLOOR);
  private final Allocation allocation = new Allocation();
  private @Nullable Operation floor;
  private long floorUsedNanos;
  private boolean closed;
  private long cpuBeforeNanos;
  private ByteCounts bytesBefore = ByteCounts.ZERO;

  /**
   * Measures an operation, its floor if it has one, and checks what it did.
   *
   * @param check may be empty
   */
  public Fixture(
      OperationServer server,
      Operation operation,
      Optional<Operation.Opening> floors,
      Optional<ForkCheck> check) {
    this.server = server;
    this.operation = operation;
    this.floors = floors;
    this.check = check;
  }

  /** Before an iteration. */
  public void begin(IterationParams iteration) {
    orEnd(
        () -> {
          latencies.begin(iteration);
          runFloor();
          operation.prepare();
          check.ifPresent(ForkCheck::begin);
          cpuBeforeNanos = server.serveCpuNanos();
          bytesBefore = moved();
          allocation.begin();
        });
  }

  /** One operation, timed; about 50 ns of it are the two clock readings and the histogram. */
  public long once() {
    try {
      long startNanos = System.nanoTime();
      long result = operation.once();
      latency.record(System.nanoTime() - startNanos);
      operation.settle();
      return result;
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw ended(e);
    }
  }

  /** After an iteration. */
  public void end(IterationParams iteration) {
    orEnd(
        () -> {
          operation.drain();
          allocation.end();
          putFigures();
          check.ifPresent(all -> all.end(iteration, latency.count()));
          runFloor();
          latencies.end();
        });
  }

  private void putFigures() {
    ByteCounts moved = moved().minus(bytesBefore);
    long cpuNanos = server.serveCpuNanos() - cpuBeforeNanos;
    long count = latency.count();
    if (count > 0) {
      allocation.put(count);
      IterationFigures.put(FigureNames.SERVER_CPU, cpuNanos / NANOS_PER_MICRO / count, "us/op");
      if (operation.bytes().isPresent()) {
        IterationFigures.put(FigureNames.BYTES_UP, (double) moved.up() / count, "B/op");
        IterationFigures.put(FigureNames.BYTES_DOWN, (double) moved.down() / count, "B/op");
      }
    }
  }

  private ByteCounts moved() {
    return operation.bytes().orElse(ByteCounts.ZERO);
  }

  private void runFloor() throws IOException, InterruptedException {
    if (floors.isEmpty()) {
      return;
    }
    Operation now = floor(floors.get());
    long endNanos = System.nanoTime() + FLOOR_NANOS;
    long startNanos = System.nanoTime();
    for (int i = 0; i < FLOOR_OPERATIONS && startNanos < endNanos; i++) {
      now.once();
      long doneNanos = System.nanoTime();
      floorLatency.record(doneNanos - startNanos);
      now.settle();
      startNanos = System.nanoTime();
    }
    floorUsedNanos = startNanos;
  }

  private Operation floor(Operation.Opening opening) {
    Operation known = floor;
    if (known == null || System.nanoTime() - floorUsedNanos >= REST_NANOS) {
      known =
          OperationException.orTold(
              "the floor cannot be opened",
              () -> {
                if (floor != null) {
                  floor.close();
                }
                return opening.open();
              });
      floor = known;
    }
    return known;
  }

  private void orEnd(OperationException.Work work) {
    try {
      work.run();
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw ended(e);
    }
  }

  private RuntimeException ended(Exception failure) {
    RuntimeException told = OperationException.of("an operation failed", failure);
    try {
      close(() -> {});
    } catch (RuntimeException e) {
      told.addSuppressed(e);
    }
    return told;
  }

  /**
   * Writes the histograms if requested, closes all connections, stops the server, and checks what
   * was measured.
   */
  @Override
  public void close() {
    if (!closed) {
      close(latencies::close);
      check.ifPresent(ForkCheck::check);
    }
  }

  private void close(Runnable before) {
    closed = true;
    try (server) {
      closeQuietly(operation);
      if (floor != null) {
        closeQuietly(floor);
      }
      before.run();
    }
  }

  private static void closeQuietly(Operation operation) {
    try {
      operation.close();
    } catch (IOException e) {
      // Nothing more can be done.
    }
  }
}

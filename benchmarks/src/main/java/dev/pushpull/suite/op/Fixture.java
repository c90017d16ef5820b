package dev.pushpull.suite.op;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.operation.FigureNames;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.IterationParams;

/**
 * What an operation is measured with beside JMH's clock: its histogram, the server's CPU and the
 * bytes of its connections, and the floor, half of which runs before each iteration and half after,
 * on JMH's own thread. One thread.
 *
 * <pre>
 *   | floor | CPU, bytes | JMH's iteration | CPU, bytes | floor | figures |
 *   '------- set-up -----'                 '------ tear-down ------------'
 * </pre>
 *
 * CPU and bytes are read around the measured part alone, so the floor has no share in them.
 */
final class Fixture implements AutoCloseable {

  private static final double NANOS_PER_MICRO = 1e3;
  private static final long FLOOR_NANOS = TimeUnit.MILLISECONDS.toNanos(125);
  private static final int FLOOR_OPERATIONS = 2_500;

  /** A floor that rested longer might have been hung up on. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final OperationServer server;
  private final Operation operation;
  private final Optional<Supplier<ByteCounts>> bytes;
  private final Optional<Operation.Opening> floors;
  private final Latencies latencies = new Latencies();
  private final Latencies.Track latency = latencies.track(Latencies.LATENCY);
  private final Latencies.Track floorLatency = latencies.track(Latencies.FLOOR);
  private @Nullable Operation floor;
  private long floorUsedNanos;
  private long cpuBeforeNanos;
  private ByteCounts bytesBefore = ByteCounts.ZERO;

  /** An operation, what it moves, and its floor if it has one. */
  Fixture(OperationServer server, Operation.Counted counted, Optional<Operation.Opening> floors) {
    this(server, counted.operation(), Optional.of(counted.bytes()), floors);
  }

  /** An operation of which nobody counts the bytes, such as a floor itself. */
  Fixture(OperationServer server, Operation operation) {
    this(server, operation, Optional.empty(), Optional.empty());
  }

  private Fixture(
      OperationServer server,
      Operation operation,
      Optional<Supplier<ByteCounts>> bytes,
      Optional<Operation.Opening> floors) {
    this.server = server;
    this.operation = operation;
    this.bytes = bytes;
    this.floors = floors;
  }

  /** Before an iteration. */
  void begin(IterationParams iteration) {
    latencies.begin(iteration);
    runFloor();
    cpuBeforeNanos = server.serveCpuNanos();
    bytesBefore = moved();
  }

  /** One operation, timed; about 50 ns of it are the two clock readings and the histogram. */
  long once() {
    long startNanos = System.nanoTime();
    long result = run(operation);
    latency.record(System.nanoTime() - startNanos);
    return result;
  }

  /** How many operations this iteration. */
  long count() {
    return latency.count();
  }

  /** After an iteration. */
  void end() {
    ByteCounts moved = moved().minus(bytesBefore);
    long cpuNanos = server.serveCpuNanos() - cpuBeforeNanos;
    long count = latency.count();
    if (count > 0) {
      OperationFigures.put(FigureNames.SERVER_CPU, cpuNanos / NANOS_PER_MICRO / count, "us/op");
      if (bytes.isPresent()) {
        OperationFigures.put(FigureNames.BYTES_UP, (double) moved.up() / count, "B/op");
        OperationFigures.put(FigureNames.BYTES_DOWN, (double) moved.down() / count, "B/op");
      }
    }
    runFloor();
    latencies.end();
  }

  private ByteCounts moved() {
    return bytes.map(Supplier::get).orElse(ByteCounts.ZERO);
  }

  private void runFloor() {
    if (floors.isEmpty()) {
      return;
    }
    Operation now = floor(floors.get());
    long endNanos = System.nanoTime() + FLOOR_NANOS;
    long startNanos = System.nanoTime();
    for (int i = 0; i < FLOOR_OPERATIONS && startNanos < endNanos; i++) {
      run(now);
      long doneNanos = System.nanoTime();
      floorLatency.record(doneNanos - startNanos);
      startNanos = doneNanos;
    }
    floorUsedNanos = startNanos;
  }

  private Operation floor(Operation.Opening opening) {
    Operation known = floor;
    try {
      if (known != null && System.nanoTime() - floorUsedNanos < REST_NANOS) {
        return known;
      }
      if (known != null) {
        known.close();
      }
      Operation opened = opening.open();
      floor = opened;
      return opened;
    } catch (IOException e) {
      throw OperationException.told("the floor cannot be opened", e);
    } catch (InterruptedException e) {
      throw OperationServer.interrupted();
    }
  }

  private static long run(Operation operation) {
    try {
      return operation.once();
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw OperationServer.interrupted();
      }
      throw OperationException.told("an operation failed", e);
    } catch (InterruptedException e) {
      throw OperationServer.interrupted();
    }
  }

  /** Leaves the histograms where they are wanted, and ends all connections. */
  @Override
  public void close() {
    latencies.close();
    try {
      operation.close();
      if (floor != null) {
        floor.close();
      }
    } catch (IOException e) {
      // They are gone all the same.
    }
  }
}

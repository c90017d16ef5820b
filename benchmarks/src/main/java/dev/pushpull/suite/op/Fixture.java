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
final class Fixture implements AutoCloseable {

  private static final double NANOS_PER_MICRO = 1e3;
  private static final long FLOOR_NANOS = TimeUnit.MILLISECONDS.toNanos(125);
  private static final int FLOOR_OPERATIONS = 2_500;

  /** After a longer rest, the server may have closed the floor's connection. */
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
  private final Allocation allocation = new Allocation();
  private boolean closed;
  private long cpuBeforeNanos;
  private ByteCounts bytesBefore = ByteCounts.ZERO;

  /** An operation, what it moves, and its floor if it has one. */
  Fixture(OperationServer server, Operation.Counted counted, Optional<Operation.Opening> floors) {
    this(server, counted.operation(), Optional.of(counted.bytes()), floors);
  }

  /** An operation without byte counts, such as a floor. */
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

  /** A factory that needs a running server. */
  @FunctionalInterface
  interface Making {
    Fixture make() throws IOException, InterruptedException;
  }

  /** Makes a fixture; stops the server if that fails. */
  static Fixture open(OperationServer server, String name, Making making) {
    boolean made = false;
    try {
      Fixture fixture = making.make();
      made = true;
      return fixture;
    } catch (IOException e) {
      throw OperationException.told(name + " cannot connect", e);
    } catch (InterruptedException e) {
      throw OperationServer.interrupted();
    } finally {
      if (!made) {
        server.close();
      }
    }
  }

  /** Before an iteration. */
  void begin(IterationParams iteration) {
    begin(iteration, () -> {});
  }

  /**
   * The same.
   *
   * @param reading what else to read between the floor and the measured part
   */
  void begin(IterationParams iteration, Runnable reading) {
    orEnd(
        () -> {
          latencies.begin(iteration);
          runFloor();
          reading.run();
          cpuBeforeNanos = server.serveCpuNanos();
          bytesBefore = moved();
          allocation.begin();
        });
  }

  /** One operation, timed; about 50 ns of it are the two clock readings and the histogram. */
  long once() {
    try {
      long startNanos = System.nanoTime();
      long result = run(operation);
      latency.record(System.nanoTime() - startNanos);
      settle(operation);
      return result;
    } catch (RuntimeException e) {
      throw ended(e);
    }
  }

  /** How many operations in this iteration. */
  long count() {
    return latency.count();
  }

  /** Something to wait for at the end of the measured part, outside JMH's score. */
  @FunctionalInterface
  interface Waiting {
    void await() throws IOException, InterruptedException;
  }

  /** Waits for it, before {@link #end}. */
  void await(Waiting waiting) {
    orEnd(
        () -> {
          try {
            waiting.await();
          } catch (IOException e) {
            throw failed(e);
          } catch (InterruptedException e) {
            throw OperationServer.interrupted();
          }
        });
  }

  /** After an iteration. */
  void end() {
    end(() -> {});
  }

  /**
   * The same.
   *
   * @param reading what else to read between the measured part and the floor
   */
  void end(Runnable reading) {
    allocation.end();
    orEnd(
        () -> {
          putFigures();
          reading.run();
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
      OperationFigures.put(FigureNames.SERVER_CPU, cpuNanos / NANOS_PER_MICRO / count, "us/op");
      if (bytes.isPresent()) {
        OperationFigures.put(FigureNames.BYTES_UP, (double) moved.up() / count, "B/op");
        OperationFigures.put(FigureNames.BYTES_DOWN, (double) moved.down() / count, "B/op");
      }
    }
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
      settle(now);
      startNanos = System.nanoTime();
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
      throw failed(e);
    } catch (InterruptedException e) {
      throw OperationServer.interrupted();
    }
  }

  private static void settle(Operation operation) {
    try {
      operation.settle();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static OperationException failed(IOException failure) {
    return Thread.currentThread().isInterrupted()
        ? OperationServer.interrupted()
        : OperationException.told("an operation failed", failure);
  }

  private void orEnd(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      throw ended(e);
    }
  }

  private RuntimeException ended(RuntimeException failure) {
    try {
      close(() -> {});
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /** Writes the histograms if requested, closes all connections and stops the server. */
  @Override
  public void close() {
    close(latencies::close);
  }

  private void close(Runnable before) {
    if (closed) {
      return;
    }
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

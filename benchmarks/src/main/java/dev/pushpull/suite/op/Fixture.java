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
 * What an operation is measured with beside JMH's clock: its histogram, the server's CPU, the bytes
 * of its connections and what the client allocates, and the floor, half of which runs before each
 * iteration and half after, on JMH's own thread. It owns the server. One thread.
 *
 * <pre>
 *   | floor | CPU, bytes, heap | JMH's iteration | heap, bytes, CPU | floor | figures |
 *   '---------- set-up --------'                 '------------ tear-down -----------'
 * </pre>
 *
 * All three are read around the measured part alone, so the floor has no share in them. A call that
 * fails ends connections and server, since JMH tears nothing down then.
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
  private final Allocation allocation = new Allocation();
  private boolean closed;
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

  /** What is made once a server runs. */
  @FunctionalInterface
  interface Making {
    Fixture make() throws IOException, InterruptedException;
  }

  /** Makes a fixture, or ends the server of one that cannot be made. */
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
   * @param reading what else is to be read between the floor and the measured part
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

  /** How many operations this iteration. */
  long count() {
    return latency.count();
  }

  /** Something to be waited for at the measured part's end that JMH's score does not hold. */
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
   * @param reading what else is to be read between the measured part and the floor
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

  /** Leaves the histograms where they are wanted, and ends all connections and the server. */
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
      // It is gone all the same.
    }
  }
}

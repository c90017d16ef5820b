package dev.pushpull.operation.fork;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.okhttp.SingleDevice;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Something that is repeated on its own connections. One thread. */
public interface Operation extends AutoCloseable {

  /**
   * Runs it once, completely.
   *
   * @return a result for JMH's black hole
   */
  long once() throws IOException, InterruptedException;

  /** Work before an iteration that is not timed. */
  default void prepare() throws IOException {}

  /** Work after each operation that is not timed. */
  default void settle() throws IOException {}

  /** What is waited for after an iteration, not timed, before its figures are read. */
  default void drain() throws IOException, InterruptedException {}

  /** What its client's sockets moved so far; empty where nobody counts it, as on a floor. */
  default Optional<ByteCounts> bytes() {
    return Optional.empty();
  }

  @Override
  void close() throws IOException;

  /** Opens an operation; a floor is opened again after a long rest. */
  @FunctionalInterface
  public interface Opening {
    /** Opens it on connections of its own. */
    Operation open() throws IOException, InterruptedException;
  }

  /** What is run once, completely. */
  @FunctionalInterface
  public interface Call {
    /** Runs it; returns a result for JMH's black hole. */
    long once() throws IOException, InterruptedException;
  }

  /** On raw connections, which are closed at the end, in this order. */
  static Operation raw(Call call, Closeable... connections) {
    return new Simple(call, Optional.empty(), List.of(connections));
  }

  /** Of an OkHttp client; at the end it is closed after what it has opened. */
  static Operation of(SingleDevice device, Call call, Closeable... opened) {
    return new Simple(call, Optional.of(device), List.of(opened));
  }

  /**
   * A call, and what it holds.
   *
   * @param device whose bytes are counted
   */
  record Simple(Call call, Optional<SingleDevice> device, List<Closeable> parts)
      implements Operation {

    @Override
    public long once() throws IOException, InterruptedException {
      return call.once();
    }

    @Override
    public Optional<ByteCounts> bytes() {
      return device.map(SingleDevice::bytes);
    }

    @Override
    public void close() throws IOException {
      for (Closeable part : parts) {
        part.close();
      }
      device.ifPresent(SingleDevice::close);
    }
  }
}

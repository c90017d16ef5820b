package dev.pushpull.trial;

import dev.pushpull.measure.LongLog;
import dev.pushpull.measure.Mergeable;
import dev.pushpull.verdict.ClientTotals;
import dev.pushpull.verdict.LifeTotals;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What some of a trial's clients experienced: all that its result needs of them. Results of slices
 * add up to that of one slice with all clients, whatever their order.
 *
 * @param <M> what is metered in a window
 */
final class SliceResult<M extends Mergeable> implements Mergeable {

  /** Of the form that {@link #toBytes} gives. */
  static final int VERSION = 2;

  /** One window: the meters and the totals at both ends. */
  record Span<M>(M meters, ClientTotals open, ClientTotals close) {}

  private final Supplier<M> nothing;
  private final List<Span<M>> windows = new ArrayList<>();

  /** What was counted over the clients' whole life. */
  final LifeTotals life = new LifeTotals();

  /**
   * @param nothing makes meters that have metered nothing
   */
  SliceResult(Supplier<M> nothing) {
    this.nothing = nothing;
  }

  /** Appends a window. */
  void add(M meters, ClientTotals open, ClientTotals close) {
    windows.add(new Span<>(meters, open, close));
  }

  /** Windows of the same number with what these clients experienced in them. */
  List<MeasuredWindow<M>> in(List<? extends MeasuredWindow<?>> frames) {
    var measured = new ArrayList<MeasuredWindow<M>>();
    for (int i = 0; i < frames.size(); i++) {
      MeasuredWindow<?> frame = frames.get(i);
      Span<M> span = windows.get(i);
      measured.add(
          new MeasuredWindow<>(
              frame.window(),
              frame.logs(),
              span.meters,
              frame.open().with(span.open),
              frame.close().with(span.close)));
    }
    return measured;
  }

  @Override
  public void write(LongLog out) {
    out.add(windows.size());
    for (Span<M> window : windows) {
      window.meters.write(out);
      window.open.write(out);
      window.close.write(out);
    }
    life.write(out);
  }

  /** Adds window to window; one that has no windows yet takes as many as the other has. */
  @Override
  public void merge(LongBuffer in) {
    int count = Math.toIntExact(in.get());
    while (windows.size() < count) {
      add(nothing.get(), ClientTotals.NONE, ClientTotals.NONE);
    }
    for (int i = 0; i < count; i++) {
      Span<M> window = windows.get(i);
      window.meters.merge(in);
      windows.set(
          i,
          new Span<>(
              window.meters,
              window.open.plus(ClientTotals.read(in)),
              window.close.plus(ClientTotals.read(in))));
    }
    life.merge(in);
  }

  /** For another process. */
  byte[] toBytes() {
    var longs = new LongLog();
    longs.add(VERSION);
    write(longs);
    long[] values = longs.toArray();
    var bytes = ByteBuffer.allocate(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return bytes.array();
  }

  /**
   * Adds what {@link #toBytes} gave.
   *
   * @throws IllegalArgumentException if it is of another version, or broken off
   */
  void merge(byte[] bytes) {
    LongBuffer in = ByteBuffer.wrap(bytes).asLongBuffer();
    try {
      long version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "a slice's result must be of version %d, but is of %d".formatted(VERSION, version));
      }
      merge(in);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a slice's result has fewer values than expected", e);
    }
    if (in.hasRemaining()) {
      throw new IllegalArgumentException("a slice's result has more values than were expected");
    }
  }
}

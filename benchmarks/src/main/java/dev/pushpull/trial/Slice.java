package dev.pushpull.trial;

import dev.pushpull.engine.ConnectRamp;
import dev.pushpull.schedule.Window;
import dev.pushpull.verdict.ClientTotals;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Some of a trial's clients, and what they experience, which adds up with that of others; the
 * methods are called in their order here, {@code close} at any time. Used by one thread.
 *
 * @param <T> the records of the server that clients are metered by: publish logs, or jobs
 * @param <M> what is metered in a window
 */
interface Slice<T, M extends Meters> extends AutoCloseable {

  /**
   * Connects its clients.
   *
   * @return what went wrong, one line for each that did not connect
   */
  List<String> connect(ConnectRamp ramp) throws InterruptedException;

  /** How many have an open connection now. */
  long connected();

  /**
   * Lets its clients do what they do.
   *
   * @param fromNanos when those that poll begin
   * @param firstWindowNanos when the first window opens
   */
  void start(long fromNanos, long firstWindowNanos);

  /** What its clients and their threads have used so far. */
  ClientTotals totals();

  /**
   * A window has ended and its drain begins.
   *
   * @param records the server's, read since then
   * @return asked again and again: whether all of the window that was to come has come
   */
  BooleanSupplier settled(T records, long startNanos, long endNanos);

  /**
   * Meters a window after its drain.
   *
   * @param open its clients' totals where it began
   * @param close the same where it ended
   */
  M measure(T records, Window window, ClientTotals open, ClientTotals close);

  /**
   * Begins nothing new, and waits until the server has all that was begun.
   *
   * @return false if that took too long
   */
  boolean stop(Awaiter awaiter) throws IOException, InterruptedException;

  /**
   * The server publishes nothing any more: waits until its clients have all that it published.
   *
   * @return false if something was still in flight
   */
  boolean finish(T records, Awaiter awaiter) throws IOException, InterruptedException;

  /**
   * All windows and the whole life.
   *
   * @param records all that the server has
   */
  SliceResult<M> result(T records);

  /** Closes its clients in the orderly way. */
  @Override
  void close();
}

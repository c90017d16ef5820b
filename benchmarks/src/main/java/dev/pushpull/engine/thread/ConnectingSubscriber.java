package dev.pushpull.engine.thread;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a subscriber needs to keep what {@link Subscriber#connect} promises: that an update is held
 * when it returns, or else a failure was told and everything is closed.
 */
public abstract class ConnectingSubscriber implements Subscriber {

  /** Who hears of everything, one thing after the other. */
  protected final ListenerGate listener;

  /** For {@code connect}, and for an orderly end. */
  protected final long timeoutNanos;

  private final CompletableFuture<Boolean> held = new CompletableFuture<>();

  /**
   * @param timeoutNanos for {@code connect}, and for an orderly end
   */
  protected ConnectingSubscriber(ListenerGate listener, long timeoutNanos) {
    this.listener = listener;
    this.timeoutNanos = timeoutNanos;
  }

  /** Asks for the first update; need not wait for it. */
  protected abstract void open() throws IOException, InterruptedException;

  /** An update is held. From any thread. */
  protected final void arrived() {
    held.complete(true);
  }

  /** None will come; does nothing if one came before. From any thread. */
  protected final void failed(IOException cause) {
    held.completeExceptionally(cause);
  }

  /** Whether one arrived. */
  protected final boolean hasArrived() {
    return held.isDone() && !held.isCompletedExceptionally();
  }

  @Override
  public final void connect() throws IOException, InterruptedException {
    try {
      open();
      await();
    } catch (IOException e) {
      listener.closeFailed(e);
      close();
      throw e;
    } catch (InterruptedException e) {
      close();
      throw e;
    }
  }

  private void await() throws IOException, InterruptedException {
    try {
      held.get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException("cannot connect: " + listener.shown(cause == null ? e : cause), cause);
    } catch (TimeoutException e) {
      long millis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
      throw new IOException("cannot connect: no update within " + millis + " ms", e);
    }
  }
}

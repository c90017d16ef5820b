package dev.pushpull.client;

import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What {@link Subscriber#connect} waits for. Settled once; safe from any thread. */
public final class FirstUpdate {

  private final CompletableFuture<Boolean> held = new CompletableFuture<>();

  /** An update is held. */
  public void arrived() {
    held.complete(true);
  }

  /** None will come; does nothing if one came before. */
  public void failed(IOException cause) {
    held.completeExceptionally(cause);
  }

  /** Whether it arrived. */
  public boolean hasArrived() {
    return held.isDone() && !held.isCompletedExceptionally();
  }

  /**
   * Waits for it.
   *
   * @throws IOException if it failed or the time was not enough
   */
  public void await(long timeoutNanos) throws IOException, InterruptedException {
    try {
      held.get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException("cannot connect: " + Reason.of(cause == null ? e : cause), cause);
    } catch (TimeoutException e) {
      long millis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
      throw new IOException("cannot connect: no update within " + millis + " ms", e);
    }
  }
}

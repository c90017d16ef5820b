package dev.pushpull.trial;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A few clients that keep both JVMs busy on the code path of a scenario, before anything is
 * measured. Used by one thread.
 */
public abstract class BurnIn<S extends LocalSlice<?, ?, ?, ?>> implements AutoCloseable {

  /** The clients. */
  public final S slice;

  /** Clients that are not connected yet. */
  protected BurnIn(S slice) {
    this.slice = slice;
  }

  /** Lets things happen, as fast as they can or often. */
  public abstract void start() throws IOException, InterruptedException;

  /** Reads what is read of the server when a window ends. */
  public abstract void readServer() throws IOException, InterruptedException;

  /** From one such reading to the next, in ns. */
  public long pauseNanos() {
    return TimeUnit.MILLISECONDS.toNanos(20);
  }

  /** Stops what was started, in the orderly way. */
  public abstract void stop(Awaiter awaiter) throws IOException, InterruptedException;

  @Override
  public void close() {
    slice.close();
  }
}

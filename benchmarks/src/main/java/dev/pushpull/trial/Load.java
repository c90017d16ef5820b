package dev.pushpull.trial;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A few clients that keep both JVMs busy on the code path of a scenario, before anything is
 * measured. Used by one thread.
 */
public abstract class Load<S extends LocalSlice<?, ?, ?, ?>> implements AutoCloseable {

  public final S slice;

  public Load(S slice) {
    this.slice = slice;
  }

  /** Lets things happen, as fast as they can or often. */
  public abstract void start() throws IOException, InterruptedException;

  /** Reads what is read of the server when a window ends. */
  public abstract void touch() throws IOException, InterruptedException;

  /** From one such reading to the next, in ns. */
  public long restNanos() {
    return TimeUnit.MILLISECONDS.toNanos(20);
  }

  /** Stops what was started, in the orderly way. */
  public abstract void stop(Patience patience) throws IOException, InterruptedException;

  @Override
  public void close() {
    slice.close();
  }
}

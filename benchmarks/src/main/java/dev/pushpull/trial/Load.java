package dev.pushpull.trial;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A few clients that keep both JVMs busy on the code path of a scenario, before anything is
 * measured. Used by one thread.
 */
abstract class Load<S extends LocalSlice<?, ?>> implements AutoCloseable {

  final S slice;

  Load(S slice) {
    this.slice = slice;
  }

  /** Lets things happen, as fast as they can or often. */
  abstract void start() throws IOException, InterruptedException;

  /** Reads what is read of the server when a window ends. */
  abstract void touch() throws IOException, InterruptedException;

  /** From one such reading to the next, in ns. */
  long restNanos() {
    return TimeUnit.MILLISECONDS.toNanos(20);
  }

  /** Stops what was started, in the orderly way. */
  abstract void stop(Patience patience) throws IOException, InterruptedException;

  @Override
  public void close() {
    slice.close();
  }
}

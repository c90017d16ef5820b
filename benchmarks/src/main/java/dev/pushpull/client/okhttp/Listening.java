package dev.pushpull.client.okhttp;

import java.io.IOException;

/** Hears of updates on another thread than the one that waits for them. */
public sealed interface Listening extends AutoCloseable permits RequestLoop, EchoSocket {

  /**
   * Waits for a version above the one that is held.
   *
   * @return the version that came last
   * @throws IOException if nothing comes any more, or nothing came in time
   */
  long awaitBeyond(long heldVersion) throws IOException, InterruptedException;

  /** Cuts the connection. */
  @Override
  void close();
}

package dev.pushpull.client.okhttp;

import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.UpdateJson;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands what one thread reads to the one that waits for it: the version that came last, or why
 * nothing more comes. One writer, one waiter.
 */
final class Handover {

  private final long patienceNanos;
  private volatile long version;
  private volatile boolean opened;
  private volatile @Nullable IOException failure;
  private volatile @Nullable Thread waiter;

  /**
   * @param patienceNanos how long a wait may take
   */
  Handover(long patienceNanos) {
    this.patienceNanos = patienceNanos;
  }

  void opened() {
    opened = true;
    LockSupport.unpark(waiter);
  }

  void arrived(long newVersion) {
    version = newVersion;
    LockSupport.unpark(waiter);
  }

  /** Decodes as every subscriber does. */
  void arrived(byte[] document) {
    try {
      arrived(UpdateJson.decode(document).version());
    } catch (MalformedUpdateException e) {
      failed(e);
    }
  }

  void failed(IOException why) {
    failure = why;
    LockSupport.unpark(waiter);
  }

  long version() {
    return version;
  }

  /** Waits until the stream is established. */
  void awaitOpened() throws IOException, InterruptedException {
    long end = begin();
    while (!opened) {
      park(end);
    }
  }

  /** Waits for a version above the one that is held, and returns it. */
  long awaitBeyond(long held) throws IOException, InterruptedException {
    long end = begin();
    long now = version;
    while (now <= held) {
      park(end);
      now = version;
    }
    return now;
  }

  private long begin() {
    Thread self = Thread.currentThread();
    if (waiter != self) {
      waiter = self;
    }
    return System.nanoTime() + patienceNanos;
  }

  private void park(long endNanos) throws IOException, InterruptedException {
    IOException why = failure;
    if (why != null) {
      throw new IOException(String.valueOf(why.getMessage()), why);
    }
    long left = endNanos - System.nanoTime();
    if (left <= 0) {
      throw new IOException("no answer within " + patienceNanos / 1_000_000 + " ms");
    }
    LockSupport.parkNanos(this, left);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}

package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.thread.UpdateStream;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.UpdateJson;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hears of updates on another thread than the one that waits for them. One thread reads, one waits.
 */
public class Listening implements AutoCloseable {

  public final Device device;

  /** Told by who reads. */
  final Handover handover = new Handover();

  private final long patienceNanos;
  private volatile long version;
  private volatile boolean opened;
  private volatile @Nullable IOException failure;
  private volatile @Nullable Thread waiter;

  /**
   * @param patienceNanos how long a wait may take
   */
  Listening(Device device, long patienceNanos) {
    this.device = device;
    this.patienceNanos = patienceNanos;
  }

  /** What one thread reads for the one that waits: the newest version, or why nothing comes. */
  final class Handover implements UpdateStream.Events {

    @Override
    public void opened() {
      opened = true;
      LockSupport.unpark(waiter);
    }

    /** Decodes as every subscriber does. */
    @Override
    public void message(byte[] document) {
      try {
        arrived(UpdateJson.decode(document).version());
      } catch (MalformedUpdateException e) {
        failed(e);
      }
    }

    @Override
    public void failed(String why) {
      failed(new IOException(why));
    }

    void failed(IOException why) {
      failure = why;
      LockSupport.unpark(waiter);
    }

    void arrived(long newVersion) {
      version = newVersion;
      LockSupport.unpark(waiter);
    }
  }

  long version() {
    return version;
  }

  /**
   * Waits until the stream is established.
   *
   * @throws IOException if nothing comes any more, or it took too long
   */
  public void awaitOpened() throws IOException, InterruptedException {
    long end = begin();
    while (!opened) {
      park(end);
    }
  }

  /**
   * Waits for a version above the one that is held.
   *
   * @return the version that came last
   * @throws IOException if nothing comes any more, or nothing came in time
   */
  public long awaitBeyond(long heldVersion) throws IOException, InterruptedException {
    long end = begin();
    long now = version;
    while (now <= heldVersion) {
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

  /** Cuts the connection. */
  @Override
  public void close() {
    device.reset();
  }
}

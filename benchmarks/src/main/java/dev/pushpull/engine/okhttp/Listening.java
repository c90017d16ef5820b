package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.thread.UpdateStream;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.UpdateJson;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hears of updates on another thread than the one that waits for them. One thread reads, one waits.
 */
public class Listening implements AutoCloseable {

  /** How long an answer, a wait or an orderly close may take. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long NOT_OPENED = -1;

  /** Told by who reads. */
  final Handover handover = new Handover();

  private final OkHttpDevice device;
  private volatile long version = NOT_OPENED;
  private volatile @Nullable IOException failure;
  private volatile @Nullable Thread waiter;
  private volatile @Nullable Thread reader;

  Listening(OkHttpDevice device) {
    this.device = device;
  }

  /** What a reader does until it fails or its connection is cut. */
  @FunctionalInterface
  interface Task {
    void run(Handover handover) throws IOException, InterruptedException;
  }

  /** Starts a platform thread that reads what is pushed or asks for it again and again. */
  final Listening read(String name, Task task) {
    reader = Thread.ofPlatform().name(name).daemon().start(() -> run(task));
    return this;
  }

  private void run(Task task) {
    try {
      task.run(handover);
      handover.failed("the server ended the stream");
    } catch (IOException e) {
      handover.failed(e);
    } catch (InterruptedException e) {
      handover.failed(new IOException("closed", e));
    }
  }

  /** What one thread reads for the one that waits: the newest version, or why nothing comes. */
  final class Handover implements UpdateStream.Events {

    @Override
    public void opened() {
      arrived(0);
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

  /** The version that came last; 0 or less before the first. */
  public long version() {
    return version;
  }

  /**
   * Waits until the stream is established.
   *
   * @throws IOException if nothing comes any more, or it took too long
   */
  public void awaitOpened() throws IOException, InterruptedException {
    awaitBeyond(NOT_OPENED);
  }

  /**
   * Waits for a version above the one that is held.
   *
   * @return the version that came last
   * @throws IOException if nothing comes any more, or nothing came in time
   */
  public long awaitBeyond(long heldVersion) throws IOException, InterruptedException {
    waiter = Thread.currentThread();
    long end = System.nanoTime() + PATIENCE.toNanos();
    long now = version;
    while (now <= heldVersion) {
      park(end);
      now = version;
    }
    return now;
  }

  private void park(long endNanos) throws IOException, InterruptedException {
    IOException why = failure;
    if (why != null) {
      throw new IOException(String.valueOf(why.getMessage()), why);
    }
    long left = endNanos - System.nanoTime();
    if (left <= 0) {
      throw new IOException("no answer within " + PATIENCE.toMillis() + " ms");
    }
    LockSupport.parkNanos(this, left);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Cuts the connection. */
  @Override
  public void close() {
    Thread thread = reader;
    if (thread != null) {
      thread.interrupt();
    }
    device.reset();
  }
}

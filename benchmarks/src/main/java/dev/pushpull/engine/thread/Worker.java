package dev.pushpull.engine.thread;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The virtual thread of one subscriber: it can be asked to stop, which breaks nothing but its
 * sleep, or be aborted, which interrupts it and so closes a socket that it is reading.
 */
public final class Worker {

  /** What a worker does. */
  @FunctionalInterface
  public interface Task {
    /** Runs on the worker's thread until it is done or {@code self} is stopping. */
    void run(Worker self) throws InterruptedException;
  }

  /** Has nothing to do and is at its end. */
  public static final Worker NONE = start("none", _ -> {});

  private final Thread thread;
  private volatile boolean stopping;

  private Worker(String name, Task task) {
    thread = Thread.ofVirtual().name(name).unstarted(() -> runTask(task));
  }

  /** Starts a thread of that name. */
  public static Worker start(String name, Task task) {
    var worker = new Worker(name, task);
    worker.thread.start();
    return worker;
  }

  private void runTask(Task task) {
    try {
      task.run(this);
    } catch (InterruptedException e) {
      // Aborted; the thread is at its end.
    }
  }

  /** Whether {@link #stop} or {@link #abort} was called. */
  public boolean isStopping() {
    return stopping;
  }

  /**
   * Sleeps until an instant of {@code System.nanoTime()}; for the worker's own thread. Early
   * returns of the platform's timers are slept off.
   *
   * @return false if the worker is stopping
   */
  public boolean sleepUntil(long instantNanos) throws InterruptedException {
    long left = instantNanos - System.nanoTime();
    while (left > 0 && !stopping) {
      LockSupport.parkNanos(this, left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = instantNanos - System.nanoTime();
    }
    return !stopping;
  }

  /** Asks it to stop and wakes it from {@link #sleepUntil}; does not wait. */
  public void stop() {
    stopping = true;
    LockSupport.unpark(thread);
  }

  /**
   * Waits for its end.
   *
   * @return false if the time was not enough
   */
  public boolean awaitEnd(long timeoutNanos) throws InterruptedException {
    return thread.join(Duration.ofNanos(timeoutNanos));
  }

  /**
   * Interrupts it and waits for its end; an interrupt of the caller cuts the wait and is kept.
   *
   * @param timeoutNanos how long to wait at most
   */
  public void abort(long timeoutNanos) {
    stopping = true;
    thread.interrupt();
    try {
      awaitEnd(timeoutNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

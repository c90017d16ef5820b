package dev.pushpull.target;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends this fork when the JVM that started it dies, so that no fork and no server outlives a killed
 * run.
 */
public final class ParentWatch {

  private static final int EXIT = 3;
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private ParentWatch() {}

  /** Starts to watch; a second time does no harm. */
  public static void start() {
    if (STARTED.compareAndSet(false, true)) {
      ProcessHandle.current()
          .parent()
          .ifPresent(
              parent -> {
                var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(EXIT));
              });
    }
  }
}

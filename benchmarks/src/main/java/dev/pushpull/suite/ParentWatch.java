package dev.pushpull.suite;

/**
 * Ends this fork when the JVM that started it dies, so that no fork and no server outlives a killed
 * run.
 */
final class ParentWatch {

  private static final int EXIT = 3;

  private ParentWatch() {}

  static void start() {
    ProcessHandle.current().parent().ifPresent(ParentWatch::start);
  }

  private static void start(ProcessHandle parent) {
    Thread.ofVirtual()
        .name("parent-watch")
        .start(
            () -> {
              parent.onExit().join();
              Runtime.getRuntime().halt(EXIT);
            });
  }
}

package dev.pushpull.suite;

import java.util.concurrent.locks.LockSupport;

/** This JVM's end, once it has been told to stop. */
final class JvmEnd {

  private JvmEnd() {}

  /**
   * Does not return when this JVM is being stopped. Ctrl-C reaches forks and servers too: what they
   * leave then is no result, and must not be stored as one.
   */
  static void awaitIfBegun() {
    while (hasBegun()) {
      LockSupport.park();
    }
  }

  private static boolean hasBegun() {
    try {
      Runtime.getRuntime().removeShutdownHook(Thread.currentThread()); // which is none
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}

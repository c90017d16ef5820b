package dev.pushpull.cli;

/** What a process says when it ends. */
final class ExitCode {

  /** All fine. */
  static final int OK = 0;

  /** A requirement is not met, or a trial is INVALID. */
  static final int FAILED = 1;

  /** The command line or a file that it names is wrong. */
  static final int USAGE = 2;

  /** It could not run. */
  static final int COULD_NOT_RUN = 3;

  private ExitCode() {}
}

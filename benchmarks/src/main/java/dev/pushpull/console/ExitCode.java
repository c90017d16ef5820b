package dev.pushpull.console;

/** What a process says when it ends. */
public final class ExitCode {

  /** All fine. */
  public static final int OK = 0;

  /** A requirement is not met, or a trial is INVALID. */
  public static final int FAILED = 1;

  /** The command line or a file that it names is wrong. */
  public static final int USAGE = 2;

  /** It could not run. */
  public static final int COULD_NOT_RUN = 3;

  private ExitCode() {}
}

package dev.pushpull.console;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Says how to go on when the process is told to stop, by Ctrl-C for example, until closed. */
public final class ResumeHint implements AutoCloseable {

  private final Thread hook;

  private ResumeHint(Thread hook) {
    this.hook = hook;
  }

  /** Stands by from now on; a progress line that is left half drawn gets its end first. */
  public static ResumeHint standBy(Path run) {
    String end = Terminal.progressLine() ? System.lineSeparator() : "";
    String line = end + "interrupted; " + of(run);
    PrintStream err = System.err; // while a trial runs, it goes elsewhere
    Runnable tell = () -> err.println(line);
    Thread hook = Thread.ofPlatform().name("resume-hint").unstarted(tell);
    Runtime.getRuntime().addShutdownHook(hook);
    return new ResumeHint(hook);
  }

  /** What to type to go on with a run. */
  public static String of(Path run) {
    return "resume with: "
        + Commands.quoted("pushpull", List.of("run", "--resume", run.toString()));
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is being stopped, so that the line is being told.
    }
  }
}

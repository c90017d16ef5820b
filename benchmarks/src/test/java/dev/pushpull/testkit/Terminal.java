package dev.pushpull.testkit;

import dev.pushpull.cli.Main;
import dev.pushpull.suite.SuiteRunner;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A terminal in which commands are run, with all that they wrote since it was cleared. */
public final class Terminal {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs one command to its end; what it would run in processes of its own, the runner does. */
  public int run(SuiteRunner runner, String... args) {
    return Main.commandLine(runner)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  /** What was written to standard output. */
  public String out() {
    return out.toString();
  }

  /** What was written to standard error. */
  public String err() {
    return err.toString();
  }

  /** Forgets what was written. */
  public void clear() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }
}

package dev.pushpull.cli;

import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.run.OpenRun;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.suite.SuiteRunner;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The way of a run from what was asked for to its conclusion, whatever it measures.
 *
 * @param <D> the run's folder
 */
abstract class Measurement<D extends OpenRun<?, ?>> {

  final RunCommand command;
  final SuiteRunner runner;

  /** One that runs already, if it is named. */
  final Optional<ServerAddress> server;

  Measurement(RunCommand command, SuiteRunner runner) {
    this.command = command;
    this.runner = runner;
    this.server = command.asked(command.server::address);
  }

  /** What would be run, as text; nothing is started. Mistakes in what is asked for are found. */
  abstract String plan() throws IOException;

  /** Makes the folder of a new run, once all that it needs is there. */
  abstract D fresh() throws Exception;

  /** Opens a run that was broken off, if it is the one that is asked for. */
  abstract D resumed(Path folder) throws Exception;

  /** Runs what is left. */
  abstract void run(D directory) throws Exception;

  /** Shows what came out, and gives the exit code. */
  abstract int conclude(D directory) throws IOException;

  /** Measures what is left and says what came out. */
  final int measure() throws Exception {
    Path resume = command.resume();
    if (resume == null) {
      plan(); // before a server is asked
    }
    try (var _ = claimed();
        D directory = resume == null ? fresh() : resumed(resume)) {
      run(directory);
      return conclude(directory);
    }
  }

  /** A server that runs already is this run's alone. */
  private Closeable claimed() throws CouldNotRunException, InterruptedException {
    try {
      return server.isPresent() ? runner.claim(server.get()) : () -> {};
    } catch (IOException e) {
      throw new CouldNotRunException("--connect: " + e.getMessage(), e);
    }
  }
}

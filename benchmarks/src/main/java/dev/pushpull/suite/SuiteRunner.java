package dev.pushpull.suite;

import dev.pushpull.machine.Environment;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.plan.Plan;
import dev.pushpull.progress.Progress;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.spec.OperationSuite;
import dev.pushpull.spec.ServerAddress;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Runs the forks of a sweep or of single operations, each in a JVM of its own. */
public interface SuiteRunner {

  /**
   * Sees to it that a plan can run, before anything is stored: that forks and server start, or that
   * a running server is there and speaks what is to be measured.
   *
   * @throws IOException if not; the message says why
   */
  void check(Plan plan) throws IOException, InterruptedException;

  /**
   * Sees to it that all that a suite asks for is known here, before anything is started.
   *
   * @throws IllegalArgumentException that names the benchmark or the parameter
   */
  void check(OperationSuite suite);

  /**
   * Sees to it that forks and server start, or that a running server answers, before anything is
   * stored.
   *
   * @throws IOException if not; the message says why
   */
  void check(OperationSuite suite, Optional<ServerAddress> server)
      throws IOException, InterruptedException;

  /**
   * Claims a running server for the whole run, before anything is started; closing it lets others
   * have the server.
   *
   * @throws IOException if another run uses it or it does not answer; the message says why
   */
  Closeable claim(ServerAddress server) throws IOException, InterruptedException;

  /**
   * Where and with what all will run; calibrates the machine for a second.
   *
   * @param command the exact command that makes such a run again
   */
  Environment environment(String command) throws InterruptedException;

  /**
   * Runs every trial of the plan in its order and stores each with {@link RunDirectory#finishTrial}
   * as it ends. A trial that fails is stored as INVALID, and the sweep goes on.
   *
   * @param plan the trials that are still to run
   * @throws IOException if nothing can be run or stored any more; the message says why
   * @throws InterruptedException if the run was broken off; finished trials are stored
   */
  void run(Plan plan, RunDirectory directory, Progress progress)
      throws IOException, InterruptedException;

  /**
   * Runs every fork that the folder still lacks, in its order, and stores each as it ends. An
   * operation that fails is stored as INVALID, and the run goes on.
   *
   * @param server one that runs already; empty if each fork starts its own
   * @throws IOException if nothing can be run or stored any more; the message says why
   * @throws InterruptedException if the run was broken off; what is finished is stored
   */
  void run(OperationDirectory directory, Optional<ServerAddress> server, Progress progress)
      throws IOException, InterruptedException;
}

package dev.pushpull.cli;

import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.console.ResumeHint;
import dev.pushpull.console.Terminal;
import dev.pushpull.engine.browser.Chromium;
import dev.pushpull.fork.Trial;
import dev.pushpull.plan.AvailableMemory;
import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.plan.Plan;
import dev.pushpull.plan.PortRange;
import dev.pushpull.progress.Progress;
import dev.pushpull.progress.Step;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Setup;
import dev.pushpull.suite.SuiteRunner;
import dev.pushpull.sut.proc.OptionalProgram;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs what is left of a run, once what it needs is there, and shows how far it is. */
final class Forks {

  private Forks() {}

  /** What takes its time. */
  @FunctionalInterface
  interface Work {
    void run(Progress progress) throws IOException, InterruptedException;
  }

  /**
   * Runs the trials of a plan.
   *
   * @param plan those that are left
   * @param done how many were finished before
   * @throws IOException if nothing can be run or stored any more
   */
  static void run(SuiteRunner runner, Plan plan, RunDirectory directory, int done, PrintWriter err)
      throws IOException, InterruptedException {
    plan.notes().forEach(note -> err.println("note: " + note));
    err.flush();
    watched(
        directory.path(),
        "trials",
        Step.of(plan),
        done,
        progress -> runner.run(plan, directory, progress));
  }

  /**
   * Runs with a line that shows how far it is, and another that says how to resume it if it is
   * broken off.
   *
   * @param what the steps are called
   * @param done how many were finished before
   */
  static void watched(Path folder, String what, List<Step> steps, int done, Work work)
      throws IOException, InterruptedException {
    try (var _ = ResumeHint.standBy(folder);
        var progress = progress(what, steps, done)) {
      work.run(progress);
    }
  }

  private static Progress progress(String what, List<Step> steps, int done) {
    return Progress.on(System.err, Terminal.progressLine(), what, steps, done);
  }

  /**
   * Sees to it that the machine has what a plan needs, before anything is started: open files,
   * ports, memory, event loops, a browser.
   */
  static void check(Plan plan) throws CouldNotRunException {
    checkDescriptors(plan.descriptorsNeeded());
    Setup setup = plan.spec().setup();
    boolean starts =
        setup.target() == null
            && plan.trials().stream().anyMatch(trial -> trial.server().isEmpty());
    int serverMib = starts ? setup.serverHeapMib() : 0;
    refuseBy(
        AvailableMemory.ofThisMachine()
            .flatMap(memory -> memory.problem(plan.heapMib(), serverMib)));
    checkBrowser(plan);
    for (InetAddress source : setup.sourceAddresses().each()) {
      checkLocal(source);
    }
    int addresses = Math.max(1, setup.sourceAddresses().each().size());
    refuseBy(
        PortRange.ofThisMachine().flatMap(ports -> ports.problem(plan.connections(), addresses)));
    if (plan.uses(Engine.NETTY)) {
      try {
        Trial.check(setup.transport());
      } catch (IOException e) {
        throw new CouldNotRunException(Reason.of(e), e);
      }
    }
  }

  private static void checkLocal(InetAddress source) throws CouldNotRunException {
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(source, 0));
    } catch (IOException e) {
      throw new CouldNotRunException(
          "--source-addresses: %s is not an address of this machine (%s)"
              .formatted(source.getHostAddress(), Reason.of(e)),
          e);
    }
  }

  /** Sees to it that so many files can be opened in one process, before anything is. */
  static void checkDescriptors(int needed) throws CouldNotRunException {
    refuseBy(DescriptorLimit.ofThisProcess().flatMap(limit -> limit.problem(needed)));
  }

  private static void refuseBy(Optional<String> problem) throws CouldNotRunException {
    if (problem.isPresent()) {
      throw new CouldNotRunException(problem.get(), null);
    }
  }

  /** Sees to it that there is a browser, if one is to be measured. */
  private static void checkBrowser(Plan plan) throws CouldNotRunException {
    if (plan.uses(Engine.BROWSER) && OptionalProgram.CHROMIUM.find().isEmpty()) {
      throw new CouldNotRunException(Chromium.NONE, null);
    }
  }
}

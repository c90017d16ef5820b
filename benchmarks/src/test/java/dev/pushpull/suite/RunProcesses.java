package dev.pushpull.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Every living process that belongs to a run: the run itself, its fork, the fork's server.
 *
 * @param run the run's folder, absolute; known to no other run
 */
record RunProcesses(Path run) {

  List<ProcessHandle> living() {
    return ProcessHandle.allProcesses()
        .filter(process -> isServer(process) || isNamed(process))
        .toList();
  }

  /** Whether a fork's server is up. */
  boolean hasServer() {
    return ProcessHandle.allProcesses().anyMatch(this::isServer);
  }

  /** A server's arguments do not name the run, but it writes its errors there. */
  private boolean isServer(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/fd/2")).startsWith(run);
    } catch (IOException e) {
      return false; // gone, or another user's
    }
  }

  private boolean isNamed(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
          .contains(run.toString());
    } catch (IOException e) {
      return false; // gone
    }
  }
}

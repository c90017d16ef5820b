package dev.pushpull.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The server JVM that a trial of this JVM has started. */
public record StartedServer(ProcessHandle process) {

  /** The one that writes its errors into a trial's folder. */
  public static StartedServer of(Path folder) {
    Path log = folder.resolve("server.log").toAbsolutePath();
    return ProcessHandle.current()
        .children()
        .filter(child -> log.equals(standardError(child)))
        .findFirst()
        .map(StartedServer::new)
        .orElseThrow(() -> new AssertionError("no server writes " + log));
  }

  private static Path standardError(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/fd/2"));
    } catch (IOException e) {
      return Path.of("");
    }
  }

  /** Sends a signal, such as {@code STOP}. */
  public void signal(String name) {
    try {
      // The shell's own, since a machine need not have it as a program.
      String kill = "kill -" + name + " " + process.pid();
      Process shell = new ProcessBuilder("/bin/sh", "-c", kill).inheritIO().start();
      if (!shell.waitFor(5, TimeUnit.SECONDS) || shell.exitValue() != 0) {
        throw new AssertionError(kill + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

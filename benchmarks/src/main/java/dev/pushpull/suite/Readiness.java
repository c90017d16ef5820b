package dev.pushpull.suite;

import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.target.JvmCheck;
import dev.pushpull.target.RunningServer;
import dev.pushpull.target.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whether what a run is made of can start at all, found out before the first of many trials fails
 * by it.
 */
final class Readiness {

  private Readiness() {}

  /**
   * Checks temporary files, the JVMs of forks, and the server or its JVM.
   *
   * @param forks the JVM options of each kind of fork
   * @param server one that runs already; empty if each fork starts its own
   * @param protocols what a running server must speak
   * @param serverHeapMib the heap of a server that is started
   * @throws IOException that says what cannot start, and why
   */
  static void check(
      Collection<List<String>> forks,
      Optional<ServerAddress> server,
      Collection<Protocol> protocols,
      int serverHeapMib)
      throws IOException, InterruptedException {
    checkTemporaryFolder();
    if (server.isEmpty()) {
      JvmCheck.check("server", ServerProcess.jvmOptions(serverHeapMib));
    } else {
      try {
        RunningServer.check(server.get(), protocols);
      } catch (IOException e) {
        throw new IOException("--connect: " + e.getMessage(), e);
      }
    }
    for (List<String> options : forks) {
      JvmCheck.check("measuring", options);
    }
  }

  /** JMH and we keep small files there. */
  static void checkTemporaryFolder() throws IOException {
    try {
      Files.delete(Files.createTempFile("pushpull-", ".check"));
    } catch (IOException e) {
      throw new IOException(
          "temporary folder '%s' cannot be written (%s); give another with"
                  .formatted(System.getProperty("java.io.tmpdir"), Reason.of(e))
              + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR",
          e);
    }
  }
}

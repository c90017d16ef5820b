package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushpull.console.ExitCode;
import dev.pushpull.plan.AvailableMemory;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a machine does not have is said in one line, before anything is started. */
@ResourceLock(Resources.SYSTEM_OUT)
class MachineChecksTest {

  @TempDir Path temp;

  private String refusal(String args) {
    var terminal = new Terminal();
    Path out = temp.resolve("run");
    int code = terminal.run(new SampleRunner(), ("run " + args + " --out " + out).split(" "));
    assertThat(terminal.err()).hasLineCount(1);
    assertThat(code).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(out).doesNotExist();
    return terminal.err();
  }

  /** No address has 100,000 ports, and few processes may open as many files. */
  @ParameterizedTest
  @CsvSource({
    "okhttp, feeds",
    "okhttp, courier",
    "okhttp, chat",
    "netty, feeds",
    "netty, courier",
    "netty, chat",
    "socket, feeds",
    "socket, courier"
  })
  void everyEngineNeedsFilesAndPorts(String engine, String scenario) {
    String asked = "--strategies websocket --subscribers 100000 --engine %s --scenario %s";
    assertThat(refusal(asked.formatted(engine, scenario)))
        .containsAnyOf("file descriptors are needed", "connections need");
    assertThat(refusal((asked + " --source-addresses 127.0.0.2").formatted(engine, scenario)))
        .containsAnyOf("file descriptors are needed", "connections need");
  }

  @Test
  void heapsMustFitIntoTheMemoryThatIsFree() {
    assumeTrue(AvailableMemory.ofThisMachine().filter(free -> free.mib() < 65_000).isPresent());
    assertThat(refusal("--strategies sse --server-heap 65536"))
        .contains("MiB of memory are needed", "65536 MiB for the server", "--server-heap");
  }

  @Test
  void clientsConnectFromAddressesOfThisMachine() {
    assertThat(refusal("--strategies sse --source-addresses 127.0.0.1,192.0.2.7"))
        .contains("192.0.2.7", "not an address of this machine");
  }
}

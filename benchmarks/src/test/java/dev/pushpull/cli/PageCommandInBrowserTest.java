package dev.pushpull.cli;

import static dev.pushpull.sut.proc.OptionalProgram.CHROMIUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.pushpull.console.ExitCode;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.testkit.Chromium;
import dev.pushpull.testkit.Chromium.Sheet;
import dev.pushpull.testkit.DemoServer;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the server's page offers to copy is a command that is understood. */
@Needs(CHROMIUM)
class PageCommandInBrowserTest {

  private static final List<String> SETTINGS =
      List.of(
          "",
          "#interval=50&rate=20&arrivals=periodic",
          "#interval=30000&rate=0.05",
          "#interval=1500&rate=0.7&latency=200",
          "#interval=333&rate=1.545");

  @Test
  void everySettingMakesACommandThatRuns() throws Exception {
    try (Chromium chromium = Chromium.start();
        DemoServer server = DemoServer.start(0)) {
      for (String hash : SETTINGS) {
        try (Sheet sheet = server.open(chromium, hash, 1280, ColorScheme.LIGHT)) {
          String command = sheet.page().locator("[data-command]").textContent();
          assertThat(command).startsWith("scripts/pushpull run --strategies poll@");
          var args = new ArrayList<>(List.of(command.split(" ", -1)));
          args.removeFirst();
          args.add("--dry-run");
          var terminal = new Terminal();
          int code = terminal.run(new SampleRunner(), args.toArray(String[]::new));
          assertThat(terminal.err()).as(command).isEmpty();
          assertThat(code).as(command).isEqualTo(ExitCode.OK);
          assertThat(terminal.out()).contains("websocket");
        }
      }
    }
  }
}

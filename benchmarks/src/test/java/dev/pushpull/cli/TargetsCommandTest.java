package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.console.TargetText;
import dev.pushpull.spec.target.Preset;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsCommandTest {

  @TempDir Path temp;

  private final Terminal terminal = new Terminal();

  private int targets(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "targets";
    System.arraycopy(args, 0, all, 1, args.length);
    return terminal.run(new SampleRunner(), all);
  }

  @Test
  void listsThePresetsWithExamples() {
    assertThat(targets()).isEqualTo(ExitCode.OK);

    for (Preset preset : Preset.values()) {
      assertThat(terminal.out())
          .contains("# " + preset + ": " + preset.description())
          .contains(preset.example());
    }
  }

  @Test
  void showsWhatAFileSays() throws Exception {
    Path file = temp.resolve("signalr.yaml");
    Files.writeString(file, Preset.SIGNALR.example());

    assertThat(targets(file.toString())).isEqualTo(ExitCode.OK);

    assertThat(terminal.out())
        .isEqualTo(
            """
            hub
            server     https://127.0.0.1:5001, any certificate
            feeds      20: o-1, o-2, o-3, o-4, o-5, …
            sign-in    POST /login
            websocket  wss /hub?access_token=${token}
            version    /seq
            time       /updatedAt in iso
            truth      time: updates say when they were published
            variables  HUB_PASSWORD (not set), HUB_USER (not set)
            """);
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void hidesSecrets() {
    String yaml =
        """
        name: orders
        url: http://127.0.0.1
        update: {version: /seq}
        poll: {get: "/a?api_key=written-in-the-file&user=from-the-environment", headers: {X: "${env:USER_NAME}"}}
        truth: counters
        """;

    String shown =
        TargetText.of(TargetFile.parse("t.yaml", yaml), _ -> Optional.of("from-the-environment"));

    assertThat(shown)
        .contains("GET /a?api_key=***&user=***", "USER_NAME (set)")
        .doesNotContain("written-in-the-file", "from-the-environment");
  }

  @Test
  void refusesABadFile() throws Exception {
    Path file = temp.resolve("bad.yaml");
    Files.writeString(file, "name: x\nurl: http://h\npol: {}\n");

    assertThat(targets(file.toString())).isEqualTo(ExitCode.USAGE);

    assertThat(terminal.err())
        .startsWith("pushpull targets: " + file + " line 3: ")
        .hasLineCount(1);
    assertThat(terminal.out()).isEmpty();
  }
}

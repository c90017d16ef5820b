package dev.pushpull.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.cli.Main;
import dev.pushpull.testkit.SampleRunner;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class StandardOutputTest {

  private static final String FULL =
      "pushpull: standard output cannot be written: no space left on device\n";

  private final StringWriter err = new StringWriter();

  private int execute(OutputStream target, String... args) {
    var written = new StandardOutput(target);
    CommandLine commands =
        Main.commandLine(new SampleRunner())
            .setOut(new PrintWriter(written, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err));
    return Main.execute(commands, written, args);
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @Test
  void whatCannotBeWrittenIsAFailure() throws IOException {
    try (var full = new FileOutputStream("/dev/full")) {
      assertThat(execute(full, "--version")).isEqualTo(ExitCode.COULD_NOT_RUN);
    }
    assertThat(err.toString()).isEqualTo(FULL);
  }

  @ParameterizedTest
  @CsvSource({"help", "help run", "run --dry-run", "run --help", "simulate -h", "--version"})
  void soItIsForEveryCommand(String args) {
    int code = execute(failing("No space left on device"), args.split(" ", -1));

    assertThat(code).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString()).endsWith(FULL);
  }

  @Test
  void aReaderThatHasReadEnoughIsNone() {
    assertThat(execute(failing("Broken pipe"), "help", "run")).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void nothingIsWrittenAfterAFailure() {
    var kept = new ByteArrayOutputStream();
    var halfFull =
        new OutputStream() {
          private boolean full = true;

          @Override
          public void write(int b) throws IOException {
            if (full) {
              full = false;
              throw new IOException("No space left on device");
            }
            kept.write(b);
          }
        };

    execute(halfFull, "help", "run");
    assertThat(kept.toByteArray()).isEmpty();
  }
}

package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class ForkLinesTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private PlainOutput output(boolean traces) {
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new PlainOutput(
        OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL), traces);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** As JMH prints the exception of a fork. */
  private static void fail(PlainOutput output, String trace) {
    output.println("<failure>");
    output.println("");
    output.println(trace);
  }

  @Test
  void aForksOwnLineTellsWhy() {
    assertThat(ForkLines.parse("pushpull: no server at h:1")).contains("no server at h:1");
    assertThat(ForkLines.parse("# Warmup: 3 iterations")).isEmpty();
  }

  @Test
  void anExceptionTellsWhyWhereNothingElseDoes() {
    assertThat(ForkLines.parse("java.lang.IllegalArgumentException: x must be 1"))
        .contains("x must be 1");
    assertThat(ForkLines.parse("java.net.ConnectException: refused")).contains("refused");
    assertThat(
            ForkLines.parse(
                "java.io.UncheckedIOException: java.nio.file.NoSuchFileException: /x/y"))
        .contains("/x/y");
    assertThat(ForkLines.parse("java.nio.file.NoSuchFileException: /x/y"))
        .contains("no such file: /x/y");
    assertThat(
            ForkLines.parse(
                "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space"))
        .contains("out of memory: Java heap space");
    assertThat(ForkLines.parse("java.lang.NullPointerException")).contains("internal error");
    assertThat(ForkLines.parse("java.lang.NullPointerException: \"x\" is null"))
        .contains("internal error: \"x\" is null");
    assertThat(ForkLines.parse("\tat java.base/java.lang.Thread.run(Thread.java:1)")).isEmpty();
  }

  @Test
  void ofAMistakeOnlyTheLineIsKept() {
    PlainOutput output = output(false);
    fail(output, "java.lang.IllegalArgumentException: no h2\n\tat dev.pushpull.A.b(A.java:1)\n");
    fail(output, "dev.pushpull.operation.fork.OperationException: no h2\n");

    assertThat(output.hasFailed()).isTrue();
    assertThat(output.lines()).containsExactly("no h2");
    assertThat(printed()).doesNotContain("failure", "Exception", "\tat ");
  }

  @Test
  void aBugKeepsItsTrace() {
    PlainOutput output = output(false);
    fail(output, "java.lang.NullPointerException: boo\n\tat dev.pushpull.A.b(A.java:1)\n");

    assertThat(output.hasFailed()).isTrue();
    assertThat(output.lines()).isEmpty();
    assertThat(printed()).startsWith("<failure>\n\njava.lang.NullPointerException: boo\n\tat ");
  }

  @Test
  void allIsShownToWhoAsksForIt() {
    PlainOutput output = output(true);
    fail(output, "java.lang.IllegalArgumentException: no h2\n\tat dev.pushpull.A.b(A.java:1)\n");

    assertThat(output.lines()).containsExactly("no h2");
    assertThat(printed()).contains("<failure>", "\tat dev.pushpull.A.b");
  }

  @Test
  void aForkThatDiedIsAFailure() {
    PlainOutput output = output(false);
    output.println("# Run progress: 0.00% complete");
    assertThat(output.hasFailed()).isFalse();
    output.println("<forked VM failed with exit code 137>");

    assertThat(output.hasFailed()).isTrue();
    assertThat(printed()).contains("# Run progress", "<forked VM failed");
  }
}

package dev.pushpull.cli;

import static dev.pushpull.testkit.EditedRun.trial;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.console.ExitCode;
import dev.pushpull.result.ResultJson;
import dev.pushpull.testkit.EditedRun;
import dev.pushpull.testkit.SampleRun;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code pushpull report} on what is no run, or a bad one: one clear line and 3, or a page that
 * says so.
 */
class BadRunTest {

  private static final int CUTS = 200;

  @TempDir Path temp;

  private final Terminal terminal = new Terminal();

  private int report(Path run) {
    return terminal.run(new SampleRunner(), "report", run.toString());
  }

  private int report(byte[] results) throws IOException {
    Files.write(temp.resolve("results.json"), results);
    return report(temp);
  }

  private int report(String results) throws IOException {
    return report(results.getBytes(StandardCharsets.UTF_8));
  }

  private static Arguments edit(Consumer<ObjectNode> edit, String message) {
    return Arguments.of(EditedRun.json(edit), message);
  }

  private static String replaced(String regex, String by) {
    return EditedRun.json(_ -> {}).replaceFirst(regex, by);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("", "results.json is empty"),
        Arguments.of(" \n", "results.json is empty"),
        Arguments.of(
            "null", "results.json has schema (none), but this version reads schemas 1 and 2: .*"),
        Arguments.of(
            "[]", "results.json has schema (none), but this version reads schemas 1 and 2: .*"),
        Arguments.of("{} {}", "results.json cannot be read: Trailing token .* at the top"),
        edit(
            run -> run.remove("schema"),
            "results.json has schema (none), but .*: measure again, .*"),
        edit(run -> run.put("schema", 0), "results.json has schema 0, but .*: measure again, .*"),
        edit(
            run -> run.put("schema", 3),
            "results.json has schema 3, but .* by a newer pushpull; .*"),
        edit(
            run -> run.put("schema", 1L << 40),
            "results.json has schema 1099511627776, but .* newer .*"),
        edit(run -> run.put("schema", "1"), "results.json has schema \"1\", but .*"),
        edit(run -> run.put("schema", 1.5), "results.json has schema 1.5, but .*"),
        edit(run -> run.remove("runId"), "results.json cannot be read: .*'runId'.*"),
        edit(
            run -> run.putNull("environment"),
            "results.json cannot be read: .*\"environment\".* at environment"),
        edit(run -> run.remove("trials"), "results.json cannot be read: .*'trials'.*"),
        edit(
            run -> run.withArray("trials").addNull(),
            "results.json cannot be read: .* at trials.*"),
        edit(run -> run.putNull("spec"), "results.json cannot be read: .*"),
        edit(
            run -> run.putObject("spec"),
            "results.json cannot be read: its spec must say how many .*"),
        edit(
            run -> run.withObject("spec").remove("name"),
            "the stored spec cannot be read: .*'name'.*"),
        edit(
            run -> run.withObject("spec").putNull("require"),
            "the stored spec cannot be read: .* at require"),
        edit(
            run -> run.withObject("spec").putArray("require").add("x\u001b"),
            "the stored requirements cannot be read: a requirement must be .* but is 'x\ufffd'"),
        edit(
            run -> run.withObject("spec").putArray("require").add("nothing.p95<2s"),
            "the stored requirements cannot be checked: requirement 'nothing.p95<2s': no metric"
                + " .*"),
        edit(
            run -> trial(run, 2).remove("counts"),
            "results.json cannot be read: 'counts' is missing at trials\\[2\\].counts"),
        edit(
            run -> trial(run, 2).putNull("validity"),
            "results.json cannot be read: .* at trials\\[2\\].validity"),
        edit(
            run -> trial(run, 2).withObject("validity").put("verdict", "FINE"),
            "results.json cannot be read: .*\"FINE\".* at trials\\[2\\].validity.verdict"),
        edit(
            run -> trial(run, 2).withObject("validity").put("verdict", 0),
            "results.json cannot be read: .* at trials\\[2\\].validity.verdict"),
        edit(
            run -> trial(run, 2).withObject("stalenessMs").remove("atLeast"),
            "results.json cannot be read: .*atLeast.* at trials\\[2\\].stalenessMs.*"),
        edit(
            run -> trial(run, 2).withObject("deliveryLatencyMs").put("p50", "NaN"),
            "results.json cannot be read: a figure must be a number, but is 'NaN' at"
                + " trials\\[2\\].deliveryLatencyMs.p50"),
        edit(
            run -> trial(run, 2).withObject("deliveryLatencyMs").put("p50", "1"),
            "results.json cannot be read: a figure must be a number, but is '1' at .*"),
        edit(
            run -> trial(run, 2).put("repeat", 1.5),
            "results.json cannot be read: .* at trials\\[2\\].repeat"),
        edit(
            run -> trial(run, 2).putNull("windowSeconds"),
            "results.json cannot be read: .* at trials\\[2\\].windowSeconds"),
        edit(
            run -> trial(run, 3).put("id", trial(run, 1).path("id").asText()),
            "results.json cannot be read: trial '002' is listed twice at the top"),
        Arguments.of(
            replaced("\"windowSeconds\":5", "\"windowSeconds\":1e999"),
            "results.json cannot be read: a figure must be finite, but is Infinity at"
                + " trials\\[0\\].windowSeconds"),
        Arguments.of(
            replaced("\"windowSeconds\":5", "\"windowSeconds\":NaN"),
            "results.json is not valid JSON: .*NaN.* at line 1"),
        Arguments.of(
            replaced("\"windowSeconds\":5", "\"windowSeconds\":-Infinity"),
            "results.json is not valid JSON: .* at line 1"),
        Arguments.of(
            replaced("\"seed\":", "\"seed\":9,\"seed\":"),
            "results.json is not valid JSON: Duplicate field 'seed' at line 1"),
        Arguments.of("[".repeat(5_000), "results.json is not valid JSON: .*nesting depth.*"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void saysInOneLineWhyItCannotBeRead(String results, String message) throws IOException {
    assertThat(report(results)).isEqualTo(ExitCode.COULD_NOT_RUN);

    assertOneLine(message.replace("(none)", "\\(none\\)"));
    assertThat(temp.resolve("junit.xml")).doesNotExist();
  }

  private void assertOneLine(String message) {
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).hasLineCount(1).matches("pushpull report: " + message + "\n");
  }

  @Test
  void aFileThatWasCutAnywhereIsNone() throws IOException {
    byte[] whole = ResultJson.write(SampleRun.quick()).getBytes(StandardCharsets.UTF_8);
    int end = whole.length - 2; // Without its last line end it is whole.
    for (int cut :
        IntStream.rangeClosed(0, CUTS).map(i -> (int) ((long) i * end / CUTS)).toArray()) {
      terminal.clear();
      assertThat(report(Arrays.copyOf(whole, cut))).as("cut at %s", cut).isEqualTo(3);
      assertThat(terminal.err())
          .hasLineCount(1)
          .matches("pushpull report: results.json (is empty|is not valid JSON: .* at line \\d+)\n");
    }
  }

  @Test
  void aFileThatWasCutInsideACharacterIsNone() throws IOException {
    byte[] whole = ResultJson.write(SampleRun.quick()).getBytes(StandardCharsets.UTF_8);
    int character = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\u00e2\u0089\u00a0");

    assertThat(report(Arrays.copyOf(whole, character + 1))).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertOneLine(".*results.json is not UTF-8 text; it may be truncated");
  }

  @Test
  void aFolderWithoutResultsIsNone() {
    assertThat(report(temp)).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertOneLine("there is no .*results.json");
  }

  @Test
  void aFileIsNone() throws IOException {
    Path file = Files.writeString(temp.resolve("results.json"), "{}");

    assertThat(report(file)).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertOneLine("'.*results.json' is a file; give the run's folder");
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Files.createDirectories(temp.resolve("trials.csv").resolve("full"));

    assertThat(report(EditedRun.json(_ -> {}))).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.out()).contains("websocket");
    assertThat(terminal.err())
        .hasLineCount(1)
        .matches(
            "pushpull report: folder '.*' cannot be written \\(.*trials.csv.*: is a directory\\);"
                + " once it can, make its reports with: pushpull report .*\n");
    assertThat(temp.resolve("trials.csv.tmp")).doesNotExist();
  }

  @Test
  void aNegativeFigureIsShownAsItIs() throws IOException {
    String run =
        EditedRun.json(tree -> trial(tree, 0).withObject("stalenessMs").put("mean", -12.5));

    assertThat(report(run)).isEqualTo(ExitCode.OK);
    assertThat(temp.resolve("trials.csv")).content().contains(",-12.5,");
  }

  @Test
  void aRunWithoutTrialsSaysSo() throws IOException {
    assertThat(report(EditedRun.json(run -> run.putArray("trials")))).isEqualTo(ExitCode.OK);

    String said = "NOT FINISHED: 0 of 14 trials done.";
    assertThat(terminal.out()).startsWith(said);
    assertThat(temp.resolve("summary.md")).content().contains("**" + said + "**");
    assertThat(temp.resolve("junit.xml")).content().contains(said, "errors=\"1\"");
    assertThat(temp.resolve("trials.csv")).content().hasLineCount(1);
  }

  @Test
  void aRunWithEveryTrialInvalidSaysSo() throws IOException {
    String run = EditedRun.json(EditedRun::judgeAllInvalid);

    assertThat(report(run)).isEqualTo(ExitCode.OK);
    assertThat(terminal.out()).endsWith("\n14 of 14 trials are INVALID\n");
    assertThat(temp.resolve("junit.xml")).content().contains("failures=\"14\"");
  }

  @Test
  void saysAgainWhatWasRequired() throws IOException {
    String run =
        EditedRun.json(
            tree ->
                tree.withObject("spec")
                    .putArray("require")
                    .add("websocket:staleness.p95<2s")
                    .add("poll@1s/\u001b[2J:staleness.p95<2s"));

    assertThat(report(run)).isEqualTo(ExitCode.OK);
    assertThat(terminal.out())
        .contains("\n\nmet      websocket:staleness.p95<2s\n")
        .contains("NOT met  poll@1s/\ufffd[2J:staleness.p95<2s\n")
        .doesNotContain("\u001b");
    assertThat(temp.resolve("junit.xml")).content().contains("<testsuite name=\"requirements\"");
  }
}

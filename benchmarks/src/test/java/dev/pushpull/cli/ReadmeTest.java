package dev.pushpull.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README shows as printed is what is printed. */
class ReadmeTest {

  private static final Path README = Path.of("../README.md");

  /** A tune command, and in the next block what it prints, perhaps less its last lines. */
  private static final Pattern EXAMPLE =
      Pattern.compile("```\\n(scripts/pushpull tune [^`]*?)\\n```\\n\\n```\\n([^`]*?)```");

  /** A word, or what stands between single quotes. */
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir Path temp;

  record Example(List<String> arguments, String output) {
    @Override
    public String toString() {
      return String.join(" ", arguments);
    }
  }

  static Stream<Example> examples() throws IOException {
    return EXAMPLE
        .matcher(Files.readString(README))
        .results()
        .map(match -> new Example(words(match.group(1)), match.group(2)));
  }

  private static List<String> words(String command) {
    return WORD.matcher(command.replace("\\\n", " "))
        .results()
        .skip(1)
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .toList();
  }

  @Test
  void hasAnExampleForEachStory() throws IOException {
    assertThat(examples()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void showsWhatTuneAnswers(Example example) {
    var out = new StringWriter();
    var arguments = new ArrayList<>(example.arguments());
    arguments.addAll(List.of("--out", temp.resolve("advice").toString()));

    int code =
        Main.commandLine(new SampleRunner())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(System.err, true, UTF_8))
            .execute(arguments.toArray(String[]::new));

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith(example.output());
  }

  @Test
  void quotesTheHeaderTables() throws IOException {
    String tables = Files.readString(Path.of("src/test/resources/golden/header-tables.md"));

    assertThat(tables.strip().split("\n\n"))
        .hasSize(2)
        .allSatisfy(table -> assertThat(README).content().contains(table));
  }
}

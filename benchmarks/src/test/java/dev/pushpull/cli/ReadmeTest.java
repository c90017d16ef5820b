package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and guides show as printed is what is printed, and where they point is something. */
class ReadmeTest {

  private static final int MAX_WORDS = 900;

  /** A tune command, and in the next block what it prints, perhaps less its last lines. */
  private static final Pattern EXAMPLE =
      Pattern.compile("```\\n(scripts/pushpull tune [^`]*?)\\n```\\n\\n```\\n([^`]*?)```");

  private static final Pattern RUN_ID = Pattern.compile("\\b\\d{8}-\\d{6}-[a-z-]+\\b");

  @TempDir Path temp;

  record Example(Guide.Command command, String output) {
    @Override
    public String toString() {
      return command.toString();
    }
  }

  static Stream<Example> examples() {
    return EXAMPLE
        .matcher(Guide.USERS.text())
        .results()
        .map(
            match ->
                new Example(
                    new Guide.Command(match.group(1).replace("\\\n", " "), true), match.group(2)));
  }

  static List<Guide> guides() {
    return Guide.all();
  }

  @Test
  void isShort() {
    assertThat(Guide.README.words()).isLessThanOrEqualTo(MAX_WORDS);
  }

  @Test
  void hasAnExampleForEachScenario() {
    assertThat(examples()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void showsWhatTuneAnswers(Example example) {
    var terminal = new Terminal();
    var arguments = new ArrayList<>(example.command().arguments());
    arguments.addAll(List.of("--out", temp.resolve("advice").toString()));

    int code = terminal.run(new SampleRunner(), arguments.toArray(String[]::new));

    assertThat(code).as(terminal.err()).isEqualTo(ExitCode.OK);
    assertThat(terminal.out()).startsWith(example.output());
  }

  @Test
  void quotesTheHeaderTables() throws IOException {
    String tables = Files.readString(Path.of("src/test/resources/golden/header-tables.md"));

    assertThat(tables.strip().split("\n\n"))
        .hasSize(2)
        .allSatisfy(table -> assertThat(Guide.USERS.text()).contains(table));
  }

  @ParameterizedTest
  @MethodSource("guides")
  void linksToWhatIsThere(Guide guide) throws IOException {
    for (String link : guide.links()) {
      String[] parts = link.split("#", 2);
      Path file = guide.file().resolveSibling(parts[0]).normalize();
      Path target = parts[0].isEmpty() ? guide.file() : file;
      assertThat(target).as(link).exists();
      if (parts.length == 2) {
        var there = new Guide(target, Files.readString(target));
        assertThat(there.anchors()).as(link).contains(parts[1]);
      }
    }
  }

  @Test
  void guideListsItsQuestions() {
    Set<String> listed =
        Guide.USERS.links().stream()
            .filter(link -> link.startsWith("#"))
            .map(link -> link.substring(1))
            .collect(Collectors.toSet());
    Set<String> questions =
        new Guide(Path.of("questions"), questions(Guide.USERS.text())).anchors();

    assertThat(questions).isNotEmpty();
    assertThat(listed).containsAll(questions);
  }

  private static String questions(String text) {
    return text.lines().filter(line -> line.startsWith("## ")).collect(Collectors.joining("\n"));
  }

  @Test
  void namesRunsThatAreStored() throws IOException {
    Set<String> stored =
        Set.of(
            runIdIn("../results/reference/results.json"),
            runIdIn("../results/reference-operations/operations.json"));
    Set<String> named =
        Guide.all().stream()
            .flatMap(guide -> RUN_ID.matcher(guide.text()).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());

    assertThat(named).isEqualTo(stored);
  }

  private static String runIdIn(String file) throws IOException {
    return RUN_ID
        .matcher(Files.readString(Path.of(file)))
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow();
  }
}

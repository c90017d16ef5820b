package dev.pushpull.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.compare.SampleComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seals a comparison's renderings in every locale alike; updated as in {@link GoldenTest}. */
class ComparisonGoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private final Locale before = Locale.getDefault();

  static Stream<Locale> locales() {
    return GoldenTest.locales();
  }

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @MethodSource("locales")
  void markdown(Locale locale) throws IOException {
    Locale.setDefault(locale);
    assertGolden("compare.md", ComparisonMarkdown.render(SampleComparison.comparison()));
  }

  @ParameterizedTest
  @MethodSource("locales")
  void console(Locale locale) throws IOException {
    Locale.setDefault(locale);
    assertGolden("compare.txt", ComparisonText.render(SampleComparison.comparison(), false));
  }

  @Test
  void fitsATerminal() {
    assertThat(ComparisonText.render(SampleComparison.comparison(), false).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
  }

  @Test
  void colourAddsNothingButEscapes() {
    String coloured = ComparisonText.render(SampleComparison.comparison(), true);

    assertThat(coloured).contains("\u001b[31mworse\u001b[0m").contains("\u001b[32mbetter\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(ComparisonText.render(SampleComparison.comparison(), false));
  }

  @Test
  void aForgedNameControlsNothing() {
    String console = ComparisonText.render(SampleComparison.comparison(), false);
    String markdown = ComparisonMarkdown.render(SampleComparison.comparison());

    assertThat(console + markdown).doesNotContain("\u001b").doesNotContain("\u202e");
    assertThat(console).contains("<img src=x onerror=1>|`a` # b\ufffd[2J\ufffd\n");
    assertThat(markdown.lines()).noneMatch(line -> line.startsWith("# b"));
    assertThat(markdown)
        .doesNotContainPattern("(?<!\\\\)<img")
        .contains("| \\<img src=x onerror=1\\>\\|\\`a\\` \\# b\ufffd\\[2J\ufffd |");
  }

  @Test
  void everyRowOfTheTablesHasEightCells() {
    String markdown = ComparisonMarkdown.render(SampleComparison.comparison());

    assertThat(markdown.lines().filter(line -> line.startsWith("|")))
        .allSatisfy(line -> assertThat(line.split("(?<!\\\\)\\|", -1)).hasSize(10));
  }

  private static void assertGolden(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}

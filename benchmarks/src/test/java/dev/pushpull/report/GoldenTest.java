package dev.pushpull.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.ResultJson;
import dev.pushpull.result.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seals what tools and people read, in every locale alike. After a wanted change: {@code mvn test
 * -Dtest=GoldenTest -Dgolden=update}, then read the difference.
 */
class GoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private final Locale before = Locale.getDefault();

  static Stream<Locale> locales() {
    return Stream.of(
        Locale.ROOT,
        Locale.GERMANY,
        Locale.forLanguageTag("tr-TR"),
        Locale.forLanguageTag("ar-EG-u-nu-arab"));
  }

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @MethodSource("locales")
  void resultsJson(Locale locale) throws IOException {
    Locale.setDefault(locale);
    assertGolden("results.json", ResultJson.write(SampleRun.quick()));
  }

  @ParameterizedTest
  @MethodSource("locales")
  void csv(Locale locale) throws IOException {
    Locale.setDefault(locale);
    assertGolden("trials.csv", Csv.render(SampleRun.quick()));
  }

  @ParameterizedTest
  @MethodSource("locales")
  void markdown(Locale locale) throws IOException {
    Locale.setDefault(locale);
    assertGolden("summary.md", Markdown.render(SampleRun.quick()));
  }

  @ParameterizedTest
  @MethodSource("locales")
  void console(Locale locale) throws IOException {
    Locale.setDefault(locale);
    assertGolden("console.txt", ConsoleReport.render(SampleRun.quick(), false));
  }

  @Test
  void quickTableFitsATerminal() {
    assertThat(ConsoleReport.render(SampleRun.quick(), false).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
  }

  @Test
  void colourAddsNothingButEscapes() {
    String coloured = ConsoleReport.render(SampleRun.quick(), true);

    assertThat(coloured).contains("\u001b[31mINVALID\u001b[0m 1/2");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(ConsoleReport.render(SampleRun.quick(), false));
  }

  private static void assertGolden(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("update".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}

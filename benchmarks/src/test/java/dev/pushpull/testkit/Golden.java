package dev.pushpull.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * What tools read, sealed in files and in every locale alike. After a wanted change: {@code mvn
 * test -Dtest='*Golden*' -Dgolden=update}, then read the difference.
 */
public final class Golden {

  /** With a decimal comma, a dotless i, and digits of their own. */
  public static final List<Locale> LOCALES =
      List.of(
          Locale.ROOT,
          Locale.GERMANY,
          Locale.forLanguageTag("tr-TR"),
          Locale.forLanguageTag("ar-EG-u-nu-arab"));

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /** Makes the text once in each locale and holds it against the file. */
  public static void assertInEveryLocale(String name, Callable<String> text) throws Exception {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale : LOCALES) {
        Locale.setDefault(locale);
        assertGolden(name, text.call(), locale);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static void assertGolden(String name, String actual, Locale locale) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("update".equals(System.getProperty("golden")) && locale.equals(Locale.ROOT)) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(actual).as("%s in locale '%s'", name, locale).isEqualTo(Files.readString(file));
  }
}

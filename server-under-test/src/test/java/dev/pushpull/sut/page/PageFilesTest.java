package dev.pushpull.sut.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PageFilesTest {

  @Test
  void everyFileOfTheFolderIsServed() throws Exception {
    var url = Objects.requireNonNull(PageFiles.class.getResource("index.html"));
    var found = new TreeSet<String>();
    try (var files = Files.list(Path.of(url.toURI()).getParent())) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".js") || name.endsWith(".css"))
          .forEach(found::add);
    }
    assertThat(PageFiles.NAMES).containsExactlyInAnyOrderElementsOf(found);
  }

  @Test
  void thePageAsksForServedFilesOnlyAndWritesNoStyle() {
    var asked = Pattern.compile("(?:from |src=|href=)\"(?:\\./|/page/)([^\"]+)\"");
    for (String name : PageFiles.NAMES) {
      String text = text(name);
      asked.matcher(text).results().forEach(m -> assertThat(PageFiles.NAMES).contains(m.group(1)));
      assertThat(text).as(name).doesNotContain("innerHTML").doesNotContain("\"style\"");
      assertThat(text).as(name).doesNotContain("https://").doesNotContain("eval(");
    }
    assertThat(text("index.html")).doesNotContain("<style").doesNotContain("style=");
  }

  private static String text(String name) {
    return StandardCharsets.UTF_8.decode(Asset.read(name).content()).toString();
  }
}

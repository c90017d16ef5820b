package dev.pushpull.client.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumTest {

  @TempDir Path folder = Path.of("");

  private Path program(String folderName, String name) throws IOException {
    Path path = Files.createDirectories(folder.resolve(folderName)).resolve(name);
    Files.writeString(path, "");
    assertThat(path.toFile().setExecutable(true)).isTrue();
    return path;
  }

  @Test
  void takesTheNameThatIsKnownBestWhereverItIs() throws Exception {
    program("a", "google-chrome");
    Path best = program("b", "chromium");
    String path = folder.resolve("a") + File.pathSeparator + folder.resolve("b");
    assertThat(Chromium.find(Map.of("PATH", path))).contains(best);
  }

  @Test
  void theEnvironmentNamesAnother() throws Exception {
    Path own = program("a", "my-browser");
    program("b", "chromium");
    assertThat(
            Chromium.find(
                Map.of(
                    "PUSHPULL_CHROMIUM", own.toString(), "PATH", folder.resolve("b").toString())))
        .contains(own);
  }

  @Test
  void whatIsNamedAndIsNotThereIsNotReplaced() throws Exception {
    program("b", "chromium");
    assertThat(
            Chromium.find(
                Map.of(
                    "PUSHPULL_CHROMIUM",
                    folder.resolve("none").toString(),
                    "PATH",
                    folder.resolve("b").toString())))
        .isEmpty();
  }

  @Test
  void aFileThatCannotBeRunIsNone() throws Exception {
    Files.writeString(folder.resolve("chromium"), "");
    assertThat(Chromium.find(Map.of("PATH", folder.toString()))).isEmpty();
    assertThat(Chromium.find(Map.of())).isEmpty();
  }
}

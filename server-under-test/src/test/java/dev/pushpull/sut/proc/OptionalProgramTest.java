package dev.pushpull.sut.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OptionalProgramTest {

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
    assertThat(OptionalProgram.CHROMIUM.find(Map.of("PATH", path))).contains(best);
  }

  @Test
  void theEnvironmentNamesAnother() throws Exception {
    Path own = program("a", "my-browser");
    program("b", "chromium");
    var environment =
        Map.of("PUSHPULL_CHROMIUM", own.toString(), "PATH", folder.resolve("b").toString());
    assertThat(OptionalProgram.CHROMIUM.find(environment)).contains(own);
  }

  @Test
  void whatIsNamedAndIsNotThereIsNotReplaced() throws Exception {
    program("b", "wrk");
    var environment =
        Map.of(
            "PUSHPULL_WRK",
            folder.resolve("none").toString(),
            "PATH",
            folder.resolve("b").toString());
    assertThat(OptionalProgram.WRK.find(environment)).isEmpty();
  }

  @Test
  void aFileThatCannotBeRunIsNone() throws Exception {
    Files.writeString(folder.resolve("wrk"), "");
    Files.createDirectory(folder.resolve("chromium"));
    var environment = Map.of("PATH", folder.toString());
    assertThat(OptionalProgram.WRK.find(environment)).isEmpty();
    assertThat(OptionalProgram.CHROMIUM.find(environment)).isEmpty();
    assertThat(OptionalProgram.WRK.find(Map.of())).isEmpty();
  }

  @Test
  void isNamedAndItsRemedyTold() {
    assertThat(OptionalProgram.WRK).hasToString("wrk");
    assertThat(OptionalProgram.CHROMIUM.remedy())
        .isEqualTo("install chromium, or set PUSHPULL_CHROMIUM to its path");
  }
}

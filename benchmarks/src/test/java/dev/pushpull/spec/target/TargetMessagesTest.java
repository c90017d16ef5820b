package dev.pushpull.spec.target;

import static dev.pushpull.sut.testkit.Messages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.testkit.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What those who write target files are told, word for word. */
class TargetMessagesTest {

  private static final String GOOD =
      """
      name: orders
      url: https://127.0.0.1:9443
      feeds: {names: [o-17, o-18]}
      update: {version: /seq}
      poll: {get: "/orders/${feed}"}
      truth: counters
      """;

  @TempDir Path temp;

  /** Inputs are lines that take the place of the lines with the same key, or stand at the end. */
  @TestFactory
  Stream<DynamicTest> targetLine() throws Exception {
    Files.writeString(temp.resolve("empty.pem"), "");
    return Messages.in(
        "target-line",
        lines -> {
          String yaml = GOOD;
          for (String line : lines.split("\n", -1)) {
            String key = line.replaceFirst(":.*", "");
            yaml =
                yaml.startsWith(key + ":") || yaml.contains("\n" + key + ":")
                    ? yaml.replaceFirst("(?m)^" + key + ":.*\n", "")
                    : yaml;
            yaml += line.endsWith(":") ? "" : line + "\n";
          }
          String written = yaml;
          String told = refusal(() -> TargetFile.parse(temp.resolve("t.yaml").toString(), written));
          assertThat(told).matches(".*t\\.yaml line [1-9]: .*|preset [\\w.-]+ line \\d+: .*");
          return told.replace(temp + "/", "");
        });
  }

  /** Inputs are whole files. */
  @TestFactory
  Stream<DynamicTest> target() throws Exception {
    return Messages.in("target", text -> refusal(() -> TargetFile.parse("t.yaml", text)));
  }
}

package dev.pushpull.sut.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;

/**
 * The exact words of the messages that users see, kept in one place, {@code
 * src/test/resources/messages}: a file lists inputs, each followed by the message that it is
 * answered with, indented. All other tests hold what a message must name, never its words.
 *
 * <p>To reword messages, or to add cases by their inputs alone: {@code mvn test
 * -Dtest='*MessagesTest' -Dgolden=update}, then read the difference.
 *
 * <p>In an input, {@code \n}, {@code \t}, {@code \s} (a space at either end) and Java's other
 * escapes stand for themselves; {@code ""} is the empty input.
 */
public final class Messages {

  private static final Path FOLDER = Path.of("src/test/resources/messages");
  private static final String INDENT = "    ";

  private Messages() {}

  /** How an input leads to a message. */
  @FunctionalInterface
  public interface Teller {
    /** The message that the input is answered with. */
    String tell(String input) throws Exception;
  }

  private record Case(String input, String message) {

    String told(Teller teller) throws Exception {
      String told =
          teller.tell(input.equals("\"\"") ? "" : input.translateEscapes()).stripTrailing();
      assertThat(told).as(input).isNotBlank().doesNotContain("Exception", "\tat ");
      return told;
    }
  }

  /** One test per input of a file, which is first rewritten when that is asked for. */
  public static Stream<DynamicTest> in(String file, Teller teller) throws Exception {
    Path path = FOLDER.resolve(file + ".txt");
    if ("update".equals(System.getProperty("golden"))) {
      rewrite(path, teller);
    }
    List<Case> cases = read(path);
    assertThat(cases).isNotEmpty();
    return cases.stream()
        .map(
            each ->
                dynamicTest(
                    each.input, () -> assertThat(each.told(teller)).isEqualTo(each.message)));
  }

  /** Why what is called refuses its argument, in one line. */
  public static String refusal(ThrowingCallable call) {
    Throwable refused = catchThrowable(call);
    assertThat(refused).isInstanceOf(IllegalArgumentException.class);
    String told = String.valueOf(refused.getMessage());
    assertThat(told).hasLineCount(1);
    return told;
  }

  private static List<Case> read(Path file) throws IOException {
    var cases = new ArrayList<Case>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(INDENT)) {
        Case last = cases.removeLast();
        String before = last.message.isEmpty() ? "" : last.message + "\n";
        cases.add(new Case(last.input, before + line.substring(INDENT.length())));
      } else {
        cases.add(new Case(line, ""));
      }
    }
    return cases;
  }

  private static void rewrite(Path file, Teller teller) throws Exception {
    var text = new StringBuilder();
    for (Case each : read(file)) {
      text.append(each.input).append('\n');
      each.told(teller).lines().forEach(line -> text.append(INDENT).append(line).append('\n'));
    }
    Files.writeString(file, text);
  }
}

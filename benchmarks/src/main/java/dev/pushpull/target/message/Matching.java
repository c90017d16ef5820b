package dev.pushpull.target.message;

import dev.pushpull.spec.target.Matcher;
import dev.pushpull.spec.target.Placeholder;
import java.util.function.Function;

/** Which messages a target file means. */
public final class Matching {

  private Matching() {}

  /**
   * Whether a message is meant. One without a document has no value at any pointer; a value that is
   * null is the text {@code null}.
   *
   * @param values gives the value of each placeholder
   */
  public static boolean matches(
      Matcher matcher, Message message, Function<Placeholder, String> values) {
    return switch (matcher) {
      case Matcher.Text text -> message.text().equals(text.text().fill(values));
      case Matcher.Prefix prefix -> message.text().startsWith(prefix.prefix().fill(values));
      case Matcher.At at ->
          message.document() != null
              && at.is().fill(values).equals(Documents.text(message.document().at(at.at().at())));
      case Matcher.All all ->
          all.matchers().stream().allMatch(each -> matches(each, message, values));
    };
  }
}

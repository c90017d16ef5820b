package dev.pushpull.spec.target;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which messages are meant. What they are compared with may hold placeholders. */
public sealed interface Matcher {

  /** Those that are this text. */
  record Text(Template text) implements Matcher {
    @Override
    public String toString() {
      return "text '" + text + "'";
    }
  }

  /** Those that begin so. */
  record Prefix(Template prefix) implements Matcher {
    @Override
    public String toString() {
      return "prefix '" + prefix + "'";
    }
  }

  /** Those in whose document a value is this: a string as it is, any other as JSON writes it. */
  record At(Locator.Pointer at, Template is) implements Matcher {
    @Override
    public String toString() {
      return "'" + is + "' at " + at;
    }
  }

  /** Those that all of these match. */
  record All(List<Matcher> matchers) implements Matcher {

    /** Copies them. */
    public All {
      matchers = List.copyOf(matchers);
    }

    @Override
    public String toString() {
      return matchers.stream().map(Matcher::toString).collect(Collectors.joining(" and "));
    }
  }

  /** What it compares with. */
  default Stream<Template> templates() {
    return switch (this) {
      case Text(Template text) -> Stream.of(text);
      case Prefix(Template prefix) -> Stream.of(prefix);
      case At(Locator.Pointer _, Template is) -> Stream.of(is);
      case All(List<Matcher> matchers) -> matchers.stream().flatMap(Matcher::templates);
    };
  }
}

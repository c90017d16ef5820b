package dev.pushpull.spec.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands in a text for a value that is known later, such as <code>${feed}</code>.
 *
 * @param kind where its value comes from
 * @param name of the environment variable or of the captured value; else the kind's own name
 */
public record Placeholder(Kind kind, String name) {

  private static final String ENVIRONMENT = "env:";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  /** Where values come from. */
  public enum Kind {
    /** The name of the feed. */
    FEED,
    /** The version that the client saw last. */
    VERSION,
    /** A small integer below 2⁵³ that tells one publish of a trial from all others. */
    STAMP,
    /** A random integer, below 2³¹, another each time. */
    RANDOM,
    /** The number of the client; of a publisher, one that no subscriber has. */
    CLIENT,
    /** The number of the feed, from 1. */
    N,
    /** An environment variable. */
    ENV,
    /** What an earlier step captured. */
    CAPTURED;

    /** As it is written between the braces. */
    String written() {
      return name().toLowerCase(Locale.ROOT);
    }

    private boolean hasName() {
      return this == ENV || this == CAPTURED;
    }
  }

  /** Reads what stands between the braces; every name that is nothing else is a captured one. */
  static Placeholder parse(String inner) {
    if (inner.startsWith(ENVIRONMENT)) {
      return new Placeholder(Kind.ENV, checkName(inner.substring(ENVIRONMENT.length())));
    }
    return Arrays.stream(Kind.values())
        .filter(kind -> !kind.hasName() && kind.written().equals(inner))
        .findFirst()
        .map(kind -> new Placeholder(kind, inner))
        .orElseGet(() -> new Placeholder(Kind.CAPTURED, checkName(inner)));
  }

  /** Checks a name under which a value is captured. */
  static String checkCaptured(String name) {
    if (parse(name).kind != Kind.CAPTURED) {
      throw new IllegalArgumentException(
          "'%s' cannot be captured, since ${%s} means something else".formatted(name, name));
    }
    return name;
  }

  private static String checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name must be letters, digits, dashes and underscores, but is '%s'; for a plain ${"
                  .formatted(name)
              + " write $${");
    }
    return name;
  }

  @Override
  public String toString() {
    return "${" + (kind == Kind.ENV ? ENVIRONMENT : "") + name + "}";
  }

  /**
   * The placeholders whose values are known at a place.
   *
   * @param place in words, for messages, such as {@code sign-in}
   * @param kinds those without a name of their own
   * @param captured names of what earlier steps captured, in their order
   */
  record Scope(String place, Set<Kind> kinds, List<String> captured) {

    /** Environment variables are known everywhere, captured values by their names. */
    Scope {
      captured = List.copyOf(captured);
    }

    /** The same after a step that captures more. */
    Scope with(Iterable<String> more) {
      var all = new ArrayList<>(captured);
      more.forEach(all::add);
      return new Scope(place, kinds, all);
    }

    /** The same at a place where more, or less, is known. */
    Scope at(String newPlace, Set<Kind> newKinds) {
      return new Scope(newPlace, newKinds, captured);
    }
  }
}

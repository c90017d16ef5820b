package dev.pushpull.spec.target;

import dev.pushpull.spec.target.Placeholder.Kind;
import dev.pushpull.spec.target.Placeholder.Scope;
import dev.pushpull.sut.text.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with placeholders, parsed once and filled often, in which each value is escaped for the
 * place where it stands. A brace that follows no dollar sign is a brace, and <code>$${</code> is a
 * plain <code>${</code>.
 */
public final class Template {

  private static final String OPEN = "${";

  /** What stands before a placeholder, and how the value is written; at the end nothing more. */
  private record Hole(String before, Placeholder placeholder, List<Escape> escapes) {}

  private final String text;
  private final List<Hole> holes;
  private final String end;

  private Template(String text, List<Hole> holes, String end) {
    this.text = text;
    this.holes = List.copyOf(holes);
    this.end = end;
  }

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException that names a placeholder that is unknown or is not known here
   */
  static Template parse(String text, Place place, Scope scope) {
    if (Place.isAmbiguous(text)) {
      throw new IllegalArgumentException("it must not contain the character U+E000");
    }
    var befores = new ArrayList<String>();
    var placeholders = new ArrayList<Placeholder>();
    var literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$" + OPEN, at)) {
        literal.append(OPEN);
        at += 1 + OPEN.length();
      } else if (text.startsWith(OPEN, at)) {
        int close = text.indexOf('}', at);
        if (close < 0) {
          throw new IllegalArgumentException("'${' has no '}'; for a plain ${ write $${");
        }
        placeholders.add(known(text.substring(at + OPEN.length(), close), scope));
        befores.add(literal.toString());
        literal.setLength(0);
        at = close + 1;
      } else {
        literal.append(text.charAt(at++));
      }
    }
    return new Template(
        text, holes(befores, placeholders, literal.toString(), place), literal.toString());
  }

  private static List<Hole> holes(
      List<String> befores, List<Placeholder> placeholders, String end, Place place) {
    if (placeholders.size() > Place.MAX_MARKS) {
      throw new IllegalArgumentException(
          "it must have at most %s placeholders, but has %s"
              .formatted(Place.MAX_MARKS, placeholders.size()));
    }
    var marked = new StringBuilder();
    for (int i = 0; i < befores.size(); i++) {
      marked.append(befores.get(i)).append(Place.mark(i));
    }
    Map<Integer, List<Escape>> escapes = place.escapes(marked.append(end).toString());
    var holes = new ArrayList<Hole>();
    for (int i = 0; i < befores.size(); i++) {
      List<Escape> own = escapes.getOrDefault(i, List.of());
      holes.add(new Hole(befores.get(i), placeholders.get(i), own));
    }
    return holes;
  }

  private static Placeholder known(String inner, Scope scope) {
    var placeholder = Placeholder.parse(inner);
    Kind kind = placeholder.kind();
    boolean known =
        kind == Kind.CAPTURED ? scope.captured().contains(inner) : scope.kinds().contains(kind);
    if (!known) {
      List<String> names =
          Stream.concat(
                  scope.kinds().stream().filter(k -> k != Kind.ENV).map(Kind::written),
                  scope.captured().stream())
              .sorted()
              .toList();
      String problem =
          kind == Kind.CAPTURED
              ? "unknown placeholder " + placeholder + NearNames.hint(inner, names)
              : placeholder + " cannot be known in " + scope.place();
      throw new IllegalArgumentException(
          "%s; known in %s %s"
              .formatted(
                  problem,
                  scope.place(),
                  Stream.concat(names.stream(), known(scope))
                      .map(name -> OPEN + name + "}")
                      .collect(Collectors.joining(", ", "are ", ""))));
    }
    return placeholder;
  }

  private static Stream<String> known(Scope scope) {
    return scope.kinds().contains(Kind.ENV) ? Stream.of("env:NAME") : Stream.empty();
  }

  /**
   * The text with values.
   *
   * @param values gives the value of each placeholder, unescaped
   * @throws IllegalArgumentException if a value cannot stand where it is to stand; the message
   *     names the placeholder, but does not show the value
   */
  public String fill(Function<Placeholder, String> values) {
    if (holes.isEmpty()) {
      return end;
    }
    var filled = new StringBuilder();
    for (Hole hole : holes) {
      filled.append(hole.before).append(value(hole, values));
    }
    return filled.append(end).toString();
  }

  private static String value(Hole hole, Function<Placeholder, String> values) {
    String value = values.apply(hole.placeholder);
    try {
      for (Escape escape : hole.escapes) {
        value = escape.of(value);
      }
      return value;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the value of %s cannot be sent: %s".formatted(hole.placeholder, e.getMessage()), e);
    }
  }

  /** What must be known to fill it, in the order of the text; one may be there twice. */
  public List<Placeholder> placeholders() {
    return holes.stream().map(Hole::placeholder).toList();
  }

  /** Whether a placeholder of this kind is there. */
  public boolean has(Kind kind) {
    return holes.stream().anyMatch(hole -> hole.placeholder.kind() == kind);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template that
        && text.equals(that.text)
        && holes.equals(that.holes)
        && end.equals(that.end);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text as it was written, without values. */
  @Override
  public String toString() {
    return text;
  }
}

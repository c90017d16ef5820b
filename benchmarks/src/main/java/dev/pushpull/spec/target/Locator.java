package dev.pushpull.spec.target;

import com.fasterxml.jackson.core.JsonPointer;
import dev.pushpull.spec.Settings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a value stands in an answer, in an event or in a message. */
public sealed interface Locator {

  /** How a header's locator begins. */
  String HEADER = "header:";

  /** How that of a hash begins. */
  String HASH = "hash";

  /** A JSON pointer (RFC 6901) into the document. */
  record Pointer(JsonPointer at) implements Locator {

    private static final Pattern FORM = Pattern.compile("(?:/(?:[^~/]|~[01])*)+");

    /**
     * Reads a pointer.
     *
     * @throws IllegalArgumentException that says what was expected and what came
     */
    public static Pointer parse(String text) {
      if (!FORM.matcher(text).matches()) {
        throw new IllegalArgumentException(
            "expected a JSON pointer such as /data/seq, but got '" + text + "'");
      }
      return new Pointer(JsonPointer.compile(text));
    }

    @Override
    public String toString() {
      return at.toString();
    }
  }

  /** A header of the answer. */
  record Header(String name) implements Locator {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** Checks that it can be the name of a header. */
    public Header {
      if (!FORM.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "a header's name must be letters, digits and dashes, but is '" + name + "'");
      }
    }

    @Override
    public String toString() {
      return HEADER + name;
    }
  }

  /** A hash of the document as it came, or of what a pointer names in it. */
  record Hash(Optional<Pointer> of) implements Locator {
    @Override
    public String toString() {
      return HASH + of.map(pointer -> ":" + pointer).orElse("");
    }
  }

  /** All of these together, of which any that are not there are left out. */
  record Several(List<Locator> parts) implements Locator {

    /** Copies the parts. */
    public Several {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return Settings.joined(parts, ", ");
    }
  }

  /**
   * Reads one: a JSON pointer, {@code header:NAME}, {@code hash} or {@code hash:POINTER}.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static Locator parse(String text) {
    if (text.startsWith(HEADER)) {
      return new Header(text.substring(HEADER.length()));
    }
    if (text.equals(HASH)) {
      return new Hash(Optional.empty());
    }
    if (text.startsWith(HASH + ":")) {
      return new Hash(Optional.of(Pointer.parse(text.substring(HASH.length() + 1))));
    }
    if (text.startsWith("/")) {
      return Pointer.parse(text);
    }
    throw new IllegalArgumentException(
        "expected a JSON pointer such as /data/seq, header:NAME, hash or hash:POINTER, but got '"
            + text
            + "'");
  }

  /** One for each text, or several together; the list must not be empty. */
  static Locator of(List<Locator> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Several(parts);
  }

  /** Its parts, itself if it is one. */
  default Stream<Locator> each() {
    return this instanceof Several(List<Locator> parts) ? parts.stream() : Stream.of(this);
  }
}

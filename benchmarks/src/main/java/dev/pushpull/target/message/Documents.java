package dev.pushpull.target.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.text.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON of others: not too large, not too deep, and numbers as exact as they were written. Safe from
 * any thread.
 */
public final class Documents {

  /** The most bytes of a document. */
  public static final int MAX_BYTES = 1 << 20;

  /** The most objects and arrays around a value. */
  public static final int MAX_DEPTH = 100;

  private static final int MAX_DIGITS = 1000;
  private static final int AROUND = 40;

  /** What Jackson says of itself. */
  private static final Pattern JARGON =
      Pattern.compile(
          " \\((?:start|bound|not|consider|for) .*|: enable `.*|, from `[^`]*`", Pattern.DOTALL);

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  private Documents() {}

  /**
   * Reads a document.
   *
   * @throws MalformedMessageException that says what was seen, and where
   */
  public static JsonNode parse(byte[] bytes) throws MalformedMessageException {
    checkSize("a document", bytes.length);
    JsonNode document;
    try {
      document = JSON.readTree(bytes);
    } catch (StreamConstraintsException e) {
      throw tooMuch(e);
    } catch (JsonProcessingException e) {
      int at = Math.clamp(e.getLocation().getByteOffset(), 0, bytes.length);
      String why = JARGON.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
      throw new MalformedMessageException(
          "no JSON at byte %d, near '%s': %s".formatted(at, near(bytes, at), why));
    } catch (IOException e) { // It looked like UTF-16 or UTF-32.
      throw new MalformedMessageException("no JSON, but '" + seen(bytes) + "'");
    }
    if (document.isMissingNode()) {
      throw new MalformedMessageException("no JSON: it is empty");
    }
    return document;
  }

  /** The same, but null if it is no JSON or exceeds a bound. */
  public static @Nullable JsonNode parseOrNull(byte[] bytes) {
    try {
      return parseIfJson(bytes);
    } catch (MalformedMessageException e) {
      return null;
    }
  }

  /**
   * Reads what may be anything.
   *
   * @return null if it is no JSON
   * @throws MalformedMessageException if it exceeds a bound
   */
  public static @Nullable JsonNode parseIfJson(byte[] bytes) throws MalformedMessageException {
    checkSize("a document", bytes.length);
    try {
      JsonNode document = JSON.readTree(bytes);
      return document.isMissingNode() ? null : document;
    } catch (StreamConstraintsException e) {
      throw tooMuch(e);
    } catch (IOException e) {
      return null;
    }
  }

  /** The same of a text. */
  static @Nullable JsonNode parseIfJson(String text) throws MalformedMessageException {
    return parseIfJson(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes of a value, the same for the same members in whatever order. */
  static byte[] canonical(JsonNode value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that was read cannot be written", e);
    }
  }

  /**
   * A value as a text: a string as it is, any other as JSON writes it.
   *
   * @return null if it is not there
   */
  static @Nullable String text(JsonNode value) {
    if (value.isMissingNode()) {
      return null;
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /** What came, for a message. */
  static String seen(byte[] bytes) {
    return near(bytes, 0);
  }

  /**
   * Checks the size of what is read as one.
   *
   * @throws MalformedMessageException if it is above {@link #MAX_BYTES}
   */
  static void checkSize(String what, long bytes) throws MalformedMessageException {
    if (bytes > MAX_BYTES) {
      throw new MalformedMessageException(
          "%s must be at most %d bytes, but is %d".formatted(what, MAX_BYTES, bytes));
    }
  }

  private static MalformedMessageException tooMuch(StreamConstraintsException e) {
    String why = JARGON.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
    return new MalformedMessageException("JSON beyond its bounds: " + why);
  }

  private static String near(byte[] bytes, int at) {
    int from = Math.max(0, at - AROUND);
    int length = Math.min(bytes.length - from, 2 * AROUND);
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    return Printable.brief(
        (from > 0 ? "…" : "") + text + (from + length < bytes.length ? "…" : ""));
  }
}

package dev.pushpull.sut.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON document of an update: {@code {"feed":…,"version":…,"publishedAtNanos":…,
 * "dueAtNanos":…,"payload":…}}, UTF-8, on one line. Safe from any thread.
 */
public final class UpdateJson {

  private static final JsonFactory JSON = new JsonFactoryBuilder().build();

  private UpdateJson() {}

  /** The document's bytes, UTF-8, without a line end. */
  public static byte[] encode(Update update) {
    var out = new ByteArrayOutputStream(128 + update.payload().length());
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("feed", update.feed());
      json.writeNumberField("version", update.version());
      json.writeNumberField("publishedAtNanos", update.publishedAtNanos());
      json.writeNumberField("dueAtNanos", update.dueAtNanos());
      json.writeStringField("payload", update.payload());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Reads a document that {@link #encode} could have written, its members in any order.
   *
   * @throws MalformedUpdateException if it is no such document
   */
  public static Update decode(byte[] document) throws MalformedUpdateException {
    return decode(document, "an update", UpdateJson::read);
  }

  /** Reads on from an object's begin to its end. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonParser json) throws IOException;
  }

  /** Reads a document that is one object. */
  static <T> T decode(byte[] document, String what, Reader<T> reader)
      throws MalformedUpdateException {
    try (JsonParser json = JSON.createParser(document)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      T read = reader.read(json);
      expect(json, json.nextToken(), null);
      return read;
    } catch (MalformedUpdateException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new MalformedUpdateException(
          "invalid JSON of " + what + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can be read", e);
    }
  }

  /** An update, from its object's begin to its end. */
  static Update read(JsonParser json) throws IOException {
    String feed = null;
    String payload = null;
    Long version = null;
    Long publishedAt = null;
    Long due = null;
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "feed" -> feed = text(json, value);
        case "payload" -> payload = text(json, value);
        case "version" -> version = number(json, value);
        case "publishedAtNanos" -> publishedAt = number(json, value);
        case "dueAtNanos" -> due = number(json, value);
        default -> json.skipChildren();
      }
    }
    expect(json, json.currentToken(), JsonToken.END_OBJECT);
    if (feed == null || payload == null || version == null || publishedAt == null || due == null) {
      throw malformed("a member is missing", json);
    }
    return new Update(feed, version, publishedAt, due, payload);
  }

  static String text(JsonParser json, JsonToken value) throws IOException {
    expect(json, value, JsonToken.VALUE_STRING);
    return json.getText();
  }

  static long number(JsonParser json, JsonToken value) throws IOException {
    expect(json, value, JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  static void expect(JsonParser json, @Nullable JsonToken actual, @Nullable JsonToken expected)
      throws IOException {
    if (actual != expected) {
      throw malformed("expected " + expected + ", came " + actual, json);
    }
  }

  static MalformedUpdateException malformed(String what, JsonParser json) {
    var at = json.currentLocation();
    return new MalformedUpdateException(
        "invalid JSON of an update: " + what + " at column " + at.getColumnNr(), null);
  }
}

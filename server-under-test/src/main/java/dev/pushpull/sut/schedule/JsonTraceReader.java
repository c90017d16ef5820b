package dev.pushpull.sut.schedule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.pushpull.sut.text.NearNames;
import dev.pushpull.sut.text.Printable;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads the instants of JSON documents, one or many behind each other, as they pass by: no more of
 * them than a value is in memory. What a JSON pointer (RFC 6901) leads to is a record's instant;
 * where it meets an array and has no index for it, each element is a record of its own. {@code *}
 * stands for every element or member.
 */
final class JsonTraceReader {

  private static final String EVERY = "*";

  /** Of the first records, so many values are looked at for a place that may have been meant. */
  private static final int LOOKED_AT = 2_000;

  /** When the year 2000 began. */
  private static final long CENTURY_NANOS = 946_684_800_000_000_000L;

  private final String name;
  private final String place;
  private final TraceInstants instants;
  private final JsonParser json;

  /** Pointers to what looks like an instant, but is not asked for. */
  private final Set<String> others = new LinkedHashSet<>();

  private int lookedAt;
  private int record;

  /**
   * @param name what complaints and notes call the file
   * @param place the pointer; empty for documents that are instants, or arrays of them
   * @param from read to its end, and closed by nobody
   */
  JsonTraceReader(String name, String place, Reader from) throws IOException {
    this.name = name;
    this.place = place;
    this.instants = new TraceInstants(name, "record");
    this.json = new JsonFactory().createParser(from);
  }

  /**
   * Reads to the end.
   *
   * @throws IllegalArgumentException that names line and record and what came
   */
  ReadTrace read() throws IOException {
    JsonPointer pointer = JsonPointer.compile(place);
    try {
      while (json.nextToken() != null) {
        walk(pointer);
      }
    } catch (JsonEOFException e) {
      throw new IllegalArgumentException(
          "trace '%s' line %s ends within a value; export it again"
              .formatted(name, e.getLocation().getLineNr()),
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "trace '%s' line %s, column %s is not JSON: %s"
              .formatted(
                  name,
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  Printable.brief(e.getOriginalMessage())),
          e);
    }
    return instants.read("has no record");
  }

  /** From the value that begins here along the rest of the pointer. */
  private void walk(JsonPointer rest) throws IOException {
    switch (json.currentToken()) {
      case START_ARRAY -> walkArray(rest);
      case START_OBJECT -> walkObject(rest);
      case VALUE_NULL -> instants.addNone(++record);
      default -> add(rest);
    }
  }

  private void walkArray(JsonPointer rest) throws IOException {
    boolean every = isEvery(rest);
    JsonPointer each = every ? rest.tail() : rest;
    int wanted = every ? -1 : rest.getMatchingIndex();
    int size = 0;
    for (; json.nextToken() != JsonToken.END_ARRAY; size++) {
      if (wanted < 0) {
        walk(each);
      } else if (wanted == size) {
        walk(rest.tail());
      } else {
        skip();
      }
    }
    if (wanted >= size) {
      record++;
      throw error("has an array of %s here, without the index %s".formatted(size, wanted));
    }
  }

  private void walkObject(JsonPointer rest) throws IOException {
    var names = new LinkedHashSet<String>();
    boolean every = isEvery(rest);
    boolean found = every;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String member = json.currentName();
      JsonPointer inner = every ? rest.tail() : rest.matchProperty(member);
      json.nextToken();
      if (inner == null) {
        names.add(member);
        skip();
      } else {
        found = true;
        walk(inner);
      }
    }
    if (!found) {
      record++;
      throw error(
          rest.matches()
              ? "is an object, not an instant" + where()
              : "has no '%s'%s"
                  .formatted(
                      rest.getMatchingProperty(),
                      others.isEmpty()
                          ? NearNames.hint(rest.getMatchingProperty(), names)
                          : where()));
    }
  }

  private static boolean isEvery(JsonPointer rest) {
    return !rest.matches() && rest.getMatchingProperty().equals(EVERY);
  }

  private void add(JsonPointer rest) throws IOException {
    record++;
    String text = json.getText().strip();
    if (!rest.matches()) {
      throw error(
          "has %s where an object with '%s' is expected%s"
              .formatted(TraceInstants.quoted(text), rest.getMatchingProperty(), where()));
    }
    if (text.isEmpty()) {
      instants.addNone(record);
      return;
    }
    try {
      instants.add(text, record);
    } catch (NoInstantException e) {
      throw error(TraceInstants.quoted(text) + " " + e.getMessage());
    }
  }

  /** Passes a value; of the first ones, notes where there are instants. */
  private void skip() throws IOException {
    if (lookedAt > LOOKED_AT) {
      json.skipChildren();
      return;
    }
    int depth = 0;
    do {
      JsonToken token = json.currentToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      lookedAt++;
      if (token.isScalarValue() && isInstant(json.getText())) {
        String at = json.getParsingContext().pathAsPointer().toString();
        others.add(at.replaceAll("/\\d+(?=/|$)", ""));
      }
    } while (depth > 0 && json.nextToken() != null);
  }

  /** Whether it says a date, or a number that is one of this century. */
  private static boolean isInstant(String text) {
    if (IsoInstant.looksLike(text)) {
      return true;
    }
    try {
      BigDecimal number = EpochNumber.parse(text);
      return EpochNumber.nanos(number, EpochNumber.form(number)) > CENTURY_NANOS;
    } catch (NoInstantException e) {
      return false;
    }
  }

  private String where() {
    others.remove("");
    return others.isEmpty()
        ? ""
        : "; instants are at " + String.join(", ", NearNames.nearest(place, others));
  }

  private IllegalArgumentException error(String what) {
    return new IllegalArgumentException(
        "trace '%s' line %s, record %s%s: %s"
            .formatted(
                name,
                json.currentTokenLocation().getLineNr(),
                record,
                place.isEmpty() ? "" : ", " + place,
                what));
  }
}

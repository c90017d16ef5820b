package dev.pushpull.result;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/**
 * Reads a figure: a number in JSON's own form that a double holds. Jackson by itself takes {@code
 * "NaN"} for a figure, and {@code 1e999} for an infinite one. Where null is a figure, {@link
 * RequiredMembers} says.
 */
final class FiniteDouble extends StdScalarDeserializer<Double> {

  FiniteDouble() {
    super(Double.class);
  }

  @Override
  public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw JsonMappingException.from(json, "a figure must be a number, but is " + text(json));
    }
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw JsonMappingException.from(json, "a figure must be finite, but is " + value);
    }
    return value;
  }

  private static String text(JsonParser json) throws IOException {
    return json.currentToken().isScalarValue() ? "'" + json.getText() + "'" : "none";
  }
}

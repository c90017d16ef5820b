package dev.pushpull.sut.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a request's body strictly: every key known, every value of its type. */
final class JsonBody {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonBody() {}

  static JsonNode object(InputStream body, Set<String> keys)
      throws IOException, InvalidBodyException {
    JsonNode node;
    try {
      node = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new InvalidBodyException("the body is not JSON: " + e.getOriginalMessage());
    }
    checkKeys("the body", node, keys);
    return node;
  }

  static void checkKeys(String what, JsonNode node, Set<String> keys) throws InvalidBodyException {
    if (!node.isObject()) {
      throw new InvalidBodyException(what + " must be a JSON object");
    }
    for (var names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.contains(name)) {
        throw new InvalidBodyException(what + " has an unknown key '" + name + "'");
      }
    }
  }

  static String text(String path, JsonNode node, String key) throws InvalidBodyException {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw wrong(path, key, "a string", value);
    }
    return value.textValue();
  }

  static long number(String path, JsonNode node, String key) throws InvalidBodyException {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(path, key, "a whole number", value);
    }
    return value.longValue();
  }

  /** As an int, out of bounds what was out of bounds. */
  static int bounded(long number) {
    return Math.clamp(number, -1, Integer.MAX_VALUE);
  }

  static JsonNode array(String path, JsonNode node, String key) throws InvalidBodyException {
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      throw wrong(path, key, "an array", value);
    }
    return value;
  }

  static List<Long> numbers(String path, JsonNode node, String key) throws InvalidBodyException {
    var numbers = new ArrayList<Long>();
    for (JsonNode element : array(path, node, key)) {
      if (!element.isIntegralNumber() || !element.canConvertToLong()) {
        throw wrong(path, key, "an array of whole numbers", element);
      }
      numbers.add(element.longValue());
    }
    return numbers;
  }

  private static InvalidBodyException wrong(
      String path, String key, String expected, JsonNode value) {
    String came = value.isMissingNode() ? "is missing" : "is " + shortened(value.toString());
    return new InvalidBodyException(path + key + " must be " + expected + ", but " + came);
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}

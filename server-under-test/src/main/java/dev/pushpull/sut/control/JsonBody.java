package dev.pushpull.sut.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.pushpull.sut.net.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Objects;

/** Reads a request's body strictly: every key known, every value of its type. */
final class JsonBody {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              textual ->
                  textual
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private JsonBody() {}

  /**
   * A body's record.
   *
   * @throws ProblemException that names the key, what was expected and what came
   */
  static <T> T read(InputStream body, Class<T> type) throws IOException, ProblemException {
    JsonNode document;
    try {
      document = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ProblemException(400, "the body is not JSON: " + e.getOriginalMessage());
    }
    if (!document.isObject()) {
      throw new ProblemException(400, "the body must be a JSON object");
    }
    refuseNull("", document);
    try {
      return JSON.treeToValue(document, type);
    } catch (JsonMappingException e) {
      throw new ProblemException(400, wrong(document, e));
    }
  }

  /** Jackson takes one for a value that was left out. */
  private static void refuseNull(String path, JsonNode node) throws ProblemException {
    if (node.isNull()) {
      throw new ProblemException(400, path + " must not be null");
    }
    for (var member : node.properties()) {
      String key = member.getKey();
      refuseNull(path.isEmpty() ? key : path + "." + key, member.getValue());
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      if (!node.get(i).isNumber()) { // A trace has many.
        refuseNull(path + "[" + i + "]", node.get(i));
      }
    }
  }

  private static String wrong(JsonNode document, JsonMappingException e) {
    JsonNode value = document;
    var path = new StringBuilder();
    String parent = "";
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        value = value.path(step.getIndex());
        path.append('[').append(step.getIndex()).append(']');
      } else {
        value = value.path(step.getFieldName());
        parent = path.toString();
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          "%s has an unknown key '%s'"
              .formatted(parent.isEmpty() ? "the body" : parent, unknown.getPropertyName());
      case ValueInstantiationException refused -> {
        String of = value.isObject() ? path.toString() : parent;
        Throwable why = Objects.requireNonNullElse(refused.getCause(), refused);
        yield (of.isEmpty() ? "" : of + ".") + why.getMessage();
      }
      default -> {
        String came = value.isMissingNode() ? "is missing" : "is " + shortened(value.toString());
        yield "%s must be %s, but %s".formatted(path, expected(e), came);
      }
    };
  }

  private static String expected(JsonMappingException e) {
    Class<?> type = e instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
    if (type == null || Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a whole number";
    }
    if (type == String.class || type.isEnum()) {
      return "a string";
    }
    return Collection.class.isAssignableFrom(type) ? "an array" : "a JSON object";
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}

package dev.pushpull.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.pushpull.spec.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;

/**
 * The JSON of results: members in the order of the records' components, numbers rounded to 6
 * significant decimals, never NaN or infinite. Safe from any thread.
 */
public final class ResultJson {

  /** What this version writes, of runs and of operations. */
  public static final int SCHEMA = 2;

  private static final MathContext DIGITS = new MathContext(6);

  private static final SimpleModule VALUES =
      new SimpleModule()
          .addSerializer(new StdDelegatingSerializer(Duration.class, new ToText()))
          .addDeserializer(Duration.class, new StdDelegatingDeserializer<>(new ToDuration()))
          .addDeserializer(Double.class, new FiniteDouble())
          .addDeserializer(double.class, new FiniteDouble());

  /** Does not round, and lets figures through that are not finite. */
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .addModule(VALUES)
          .annotationIntrospector(
              AnnotationIntrospector.pair(
                  new JacksonAnnotationIntrospector(), new RequiredMembers()))
          .build();

  private static final JsonMapper MAPPER =
      EXACT
          .rebuild()
          .addModule(
              new SimpleModule("rounded")
                  .addSerializer(Double.class, new RoundedDouble())
                  .addSerializer(double.class, new RoundedDouble()))
          .build();

  private static final ObjectWriter WRITER = MAPPER.writer(printer());

  private ResultJson() {}

  private static DefaultPrettyPrinter printer() {
    var indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter()
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter)
        .withSeparators(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
  }

  /**
   * A run or a trial as text, ending with a line end.
   *
   * @throws IllegalArgumentException if a figure is NaN or infinite; the message names the member
   */
  public static String write(Object result) {
    return text(WRITER, result) + "\n";
  }

  /** The same on one line, for a page. */
  public static String compact(Object value) {
    return text(MAPPER.writer(), value);
  }

  private static String text(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage() + " at " + path(e), e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same trial with null in place of each figure that is not finite. Only a figure that may be
   * null can be taken out; the others are sums of whole numbers.
   *
   * @param absent what was taken out is added here
   */
  public static TrialResult finite(TrialResult trial, List<AbsentFigure> absent) {
    JsonNode tree = EXACT.valueToTree(trial);
    takeOut(tree, "", absent);
    try {
      return absent.isEmpty() ? trial : EXACT.treeToValue(tree, TrialResult.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(why(e), e);
    }
  }

  private static void takeOut(JsonNode node, String path, List<AbsentFigure> absent) {
    for (var member : node.properties()) {
      JsonNode value = member.getValue();
      String inner = path + member.getKey();
      if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
        String what = Double.isNaN(value.doubleValue()) ? "not a number" : "infinite";
        absent.add(new AbsentFigure(inner, "it could not be computed: " + what));
        member.setValue(NullNode.instance);
      } else {
        takeOut(value, inner + ".", absent);
      }
    }
  }

  /** A value as a tree, as it is written. */
  public static JsonNode node(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Reads a part of a tree; null is refused. */
  public static <T> T fromNode(JsonNode node, Class<T> type) throws JsonProcessingException {
    T value = MAPPER.treeToValue(node, type);
    if (value == null) {
      throw JsonMappingException.from((JsonParser) null, "nothing is there");
    }
    return value;
  }

  /**
   * Reads {@code results.json}.
   *
   * @throws IOException if it is invalid, or another version's; the message says what to do
   */
  public static RunResults readRun(String json) throws IOException {
    RunResults run = readDocument(json, "results.json", RunResults.class);
    if (run.plannedTrials() < 1) {
      throw new IOException(
          "results.json cannot be read: its spec must say how many trials the run has by cells and"
              + " repeats, but does not");
    }
    return run;
  }

  /**
   * Reads a trial's {@code result.json}.
   *
   * @throws IOException if it is invalid
   */
  public static TrialResult readTrial(String json) throws IOException {
    return readResult(json, "result.json", TrialResult.class);
  }

  /**
   * Reads the result of a trial or an operation, of any schema that this version knows.
   *
   * @param file what messages call it
   * @throws IOException if it is invalid
   */
  public static <T> T readResult(String json, String file, Class<T> type) throws IOException {
    return read(json, file, type, SchemaOne::bringUpResult);
  }

  /**
   * Reads a record that {@link #write} wrote.
   *
   * @param file what messages call it
   * @throws IOException if it is invalid
   */
  public static <T> T read(String json, String file, Class<T> type) throws IOException {
    return read(json, file, type, _ -> {});
  }

  /**
   * Reads a run of trials or of operations, which has a member {@code schema}.
   *
   * @param file what messages call it
   * @throws IOException if it is invalid, or another version's; the message says what to do
   */
  public static <T> T readDocument(String json, String file, Class<T> type) throws IOException {
    return read(json, file, type, tree -> toSchema(tree, file));
  }

  /** Looks at a file before it is taken for a record, and brings it up. */
  private interface Step {
    void on(JsonNode tree) throws IOException;
  }

  private static <T> T read(String json, String file, Class<T> type, Step first)
      throws IOException {
    if (json.isBlank()) {
      throw new IOException(file + " is empty");
    }
    try {
      JsonNode tree = MAPPER.readTree(json);
      first.on(tree);
      if (type == TrialResult.class) {
        refuseUnknown(tree);
      } else if (type == RunResults.class) {
        for (JsonNode trial : tree.path("trials")) {
          refuseUnknown(trial);
        }
      }
      return fromNode(tree, type);
    } catch (JsonMappingException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, why(e)), e);
    } catch (JsonProcessingException e) {
      throw new IOException("%s is not valid JSON: %s".formatted(file, why(e)), e);
    }
  }

  /** What Jackson does not do where a record is a group of another one's members. */
  private static void refuseUnknown(JsonNode trial) throws JsonMappingException {
    ObjectNode known = MAPPER.valueToTree(Blank.of(TrialResult.class));
    known.putNull("story").putNull("target").putNull("absent");
    for (String part : List.of("", "/counts", "/overhead")) {
      for (var member : trial.at(part).properties()) {
        if (!known.at(part).has(member.getKey())) {
          throw JsonMappingException.from(
              (JsonParser) null, "'%s' is not known".formatted(member.getKey()));
        }
      }
    }
  }

  private static void toSchema(JsonNode tree, String file) throws IOException {
    JsonNode schema = tree.path("schema");
    if (schema.isInt() && schema.intValue() == SCHEMA) {
      return;
    }
    if (schema.isInt() && schema.intValue() == SchemaOne.SCHEMA) {
      SchemaOne.bringUp((ObjectNode) tree);
      return;
    }
    boolean newer = schema.isNumber() && schema.doubleValue() > SCHEMA;
    String remedy =
        newer
            ? "it was written by a newer pushpull; read it with that version"
            : "measure again, or read it with the version that wrote it";
    throw new IOException(
        "%s has schema %s, but this version reads schemas %s and %s: %s"
            .formatted(
                file,
                schema.isMissingNode() ? "(none)" : schema,
                SchemaOne.SCHEMA,
                SCHEMA,
                remedy));
  }

  /** What is wrong and where, in one line. */
  public static String why(JsonProcessingException e) {
    // The parser adds where something began, in its own words and on a line of its own.
    String what =
        String.valueOf(e.getOriginalMessage())
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst("^Cannot construct instance of .*?, problem: ", "")
            .replaceFirst("^Missing required creator property ('\\w+') .*", "$1 is missing");
    if (e instanceof JsonMappingException mapping) {
      return what + " at " + path(mapping);
    }
    var at = e.getLocation();
    return what + " at line " + (at == null ? 1 : at.getLineNr());
  }

  private static String path(JsonMappingException e) {
    var path = new StringBuilder();
    for (var step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "the top" : path.toString();
  }

  private static final class ToText extends StdConverter<Duration, String> {
    @Override
    public String convert(Duration duration) {
      return Durations.format(duration);
    }
  }

  private static final class ToDuration extends StdConverter<String, Duration> {
    @Override
    public Duration convert(String text) {
      return Durations.parse(text);
    }
  }

  private static final class RoundedDouble extends StdSerializer<Double> {

    RoundedDouble() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(value)) {
        throw JsonMappingException.from(json, "a figure must be finite, but is " + value);
      }
      var rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
      if (rounded.scale() <= 0) {
        json.writeNumber(rounded.toBigInteger());
      } else {
        json.writeNumber(rounded);
      }
    }
  }
}

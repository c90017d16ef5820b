package dev.pushpull.target.message;

import static dev.pushpull.target.message.DocumentsTest.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.target.Locator;
import dev.pushpull.spec.target.UpdateForm.TimeAt;
import dev.pushpull.spec.target.UpdateForm.Unit;
import dev.pushpull.sut.testkit.Messages;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

  private static Place place(String body, Map<String, String> headers) {
    var names = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    names.putAll(headers);
    byte[] raw = body.getBytes(UTF_8);
    return new Place(Documents.parseOrNull(raw), raw, names::get);
  }

  private static Optional<String> find(String body, String... locators) {
    return place(body, Map.of("ETag", "W/\"7\""))
        .find(Locator.of(Arrays.stream(locators).map(Locator::parse).toList()));
  }

  private static OptionalLong time(String body, String unit) throws MalformedMessageException {
    return place(body, Map.of("Date", "Wed, 25 Nov 2026 13:05:00 GMT"))
        .epochNanos(
            new TimeAt(
                Locator.parse(body.isEmpty() ? "header:date" : "/t"),
                Unit.valueOf(unit.toUpperCase(Locale.ROOT))));
  }

  @Test
  void findsValues() {
    String body = "{\"a\":{\"b\":[1.50,\"x\"]},\"n\":null,\"e\":\"\"}";
    assertThat(find(body, "/a/b/0")).contains("1.50");
    assertThat(find(body, "/a/b/1")).contains("x");
    assertThat(find(body, "/a")).contains("{\"b\":[1.50,\"x\"]}");
    assertThat(find(body, "/e")).contains("");
    assertThat(find(body, "/n")).isEmpty();
    assertThat(find(body, "/a/b/2")).isEmpty();
    assertThat(find("<html>", "/a")).isEmpty();
    assertThat(find(body, "header:etag")).contains("W/\"7\"");
    assertThat(find(body, "header:Last-Modified")).isEmpty();
  }

  /** Stored versions are compared with those of other runs on other machines. */
  @Test
  void hashesTheSameEverywhere() {
    assertThat(find("", "hash")).contains("e3b0c44298fc1c14"); // SHA-256 of nothing
    assertThat(find("abc", "hash")).contains("ba7816bf8f01cfea"); // FIPS 180-2, B.1
    assertThat(find("{\"d\":{\"b\":1,\"a\":[{\"y\":2,\"x\":1}]}}", "hash:/d"))
        .isEqualTo(find("{\"t\":9, \"d\": {\"a\":[ {\"x\":1,\"y\":2} ], \"b\":1}}", "hash:/d"))
        .isNotEqualTo(find("{\"d\":{\"b\":1,\"a\":[{\"y\":1,\"x\":2}]}}", "hash:/d"))
        .isPresent();
    assertThat(find("{\"d\":null}", "hash:/d")).isEmpty();
  }

  @Test
  void joinsPartsSoThatNoTwoTuplesAreEqual() {
    List<String> values = List.of("", ",", "\"", "\\", "a", "null", "[", "\",\"", "1");
    var bodies = new HashSet<String>();
    var joined = new HashSet<String>();
    for (String a : values) {
      for (String b : values) {
        for (String form : List.of("{\"a\":%s,\"b\":%s}", "{\"a\":%s}", "{\"b\":%2$s}")) {
          String body = form.formatted(quoted(a), quoted(b));
          bodies.add(body);
          joined.add(find(body, "/a", "/b").orElseThrow());
        }
      }
    }
    assertThat(joined).hasSameSizeAs(bodies);
    assertThat(find("{}", "/a", "header:ETag")).contains("[null,\"W/\\\"7\\\"\"]");
    assertThat(find("{}", "/a", "/b")).isEmpty();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1700000000;               s;   2023-11-14T22:13:20Z",
        "1700000000.25;            s;   2023-11-14T22:13:20.250Z",
        "1.7e9;                    s;   2023-11-14T22:13:20Z",
        "\"1700000000123\";        ms;  2023-11-14T22:13:20.123Z",
        "1700000000123456;         us;  2023-11-14T22:13:20.123456Z",
        "1700000000123456789;      ns;  2023-11-14T22:13:20.123456789Z",
        "\"2026-11-25T13:05:00Z\"; iso; 2026-11-25T13:05:00Z",
        "\"2026-11-25T13:05:00.123456+01:00\"; iso; 2026-11-25T12:05:00.123456Z",
        "\"2026-11-25 13:05:00.5+00\"; iso; 2026-11-25T13:05:00.500Z",
        "\"1990-01-01T00:00:00Z\"; iso; 1990-01-01T00:00:00Z",
      })
  void readsTimes(String written, String unit, Instant expected) throws Exception {
    assertThat(time("{\"t\":" + written + "}", unit))
        .hasValue(expected.getEpochSecond() * 1_000_000_000 + expected.getNano());
  }

  @Test
  void readsADateOfHttpInAHeaderOnly() throws Exception {
    assertThat(time("", "iso"))
        .hasValue(Instant.parse("2026-11-25T13:05:00Z").getEpochSecond() * 1_000_000_000);
    assertThat(refusal(() -> time("{\"t\":\"Wed, 25 Nov 2026 13:05:00 GMT\"}", "iso")))
        .contains("/t", "iso", "Wed, 25 Nov 2026");
  }

  @Test
  void knowsThatThereIsNoTime() throws Exception {
    assertThat(time("{\"t\":null}", "ms")).isEmpty();
    assertThat(time("{}", "iso")).isEmpty();
  }

  /** Inputs are a unit and what stands where the time should. */
  @TestFactory
  Stream<DynamicTest> messages() throws Exception {
    return Messages.in(
        "message-time",
        input -> {
          int blank = input.indexOf(' ');
          String body = "{\"t\":" + input.substring(blank + 1) + "}";
          return refusal(() -> time(body, input.substring(0, blank)));
        });
  }
}

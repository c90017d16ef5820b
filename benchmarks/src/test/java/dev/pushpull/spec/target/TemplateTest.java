package dev.pushpull.spec.target;

import static dev.pushpull.sut.testkit.Messages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.spec.target.Placeholder.Kind;
import dev.pushpull.spec.target.Placeholder.Scope;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  private static final Scope SCOPE =
      new Scope("a test", EnumSet.complementOf(EnumSet.of(Kind.N)), List.of("token"));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOSTILE =
      "\"\\/\n\r\t\0\u001e{}[]$:;,&=?#%+ ~aZ09äß€漢\uD83D\uDE00\u2028\uE000";

  private static Template parse(Place place, String text) {
    return Template.parse(text, place, SCOPE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          MESSAGE | {"a":"${feed}"}                       | o-17   | {"a":"o-17"}
          MESSAGE | {"a":"${feed}"}                       | a"b\\c | {"a":"a\\"b\\\\c"}
          MESSAGE | {"a":${feed}}                         | 17     | {"a":17}
          MESSAGE | {"a":${feed}}                         | -1.5e3 | {"a":-1.5e3}
          MESSAGE | {"a":${feed}}                         | true   | {"a":true}
          MESSAGE | {"a":${feed}}                         | 017    | {"a":"017"}
          MESSAGE | {"a":${feed}}                         | o-17   | {"a":"o-17"}
          MESSAGE | [${feed},"x${feed}"]                  | 4      | [4,"x4"]
          MESSAGE | {"${feed}":{"b":{}}}                  | a"     | {"a\\"":{"b":{}}}
          MESSAGE | 42["join","${feed}"]                  | a"     | 42["join","a\\""]
          MESSAGE | 42/ns,7["join",${feed}]               | a"     | 42/ns,7["join","a\\""]
          MESSAGE | {"i":"{\\"c\\":\\"${feed}\\"}"}       | a"     | {"i":"{\\"c\\":\\"a\\\\\\"\\"}"}
          MESSAGE | {"i":"{\\"c\\":${feed}}"}             | a      | {"i":"{\\"c\\":\\"a\\"}"}
          MESSAGE | {"i":"[info] ${feed}"}                | a"     | {"i":"[info] a\\""}
          MESSAGE | {"query":"{ o(id: \\"x\\") { seq } }","v":"${feed}"} | 1 | {"query":"{ o(id: \\"x\\") { seq } }","v":"1"}
          MESSAGE | hello ${feed}                         | a"     | hello a"
          MESSAGE | {"a":"$${feed}","b":"$5 {x}"}         | a      | {"a":"${feed}","b":"$5 {x}"}
          PATH    | /o/${feed}?v=${feed}                  | a/b ?ä | /o/a%2Fb%20%3F%C3%A4?v=a%2Fb%20%3F%C3%A4
          PATH    | /o/${feed}                            | a-b._~ | /o/a-b._~
          FORM    | a=${feed}&b=1                         | x&y=z  | a=x%26y%3Dz&b=1
          HEADER  | Bearer ${token}                       | a.b/c= | Bearer a.b/c=
          PLAIN   | ${feed}                               | a"{\\  | a"{\\
          """)
  void escapesByPlace(Place place, String text, String value, String filled) {
    assertThat(parse(place, text).fill(_ -> value)).isEqualTo(filled);
  }

  @Test
  void escapesHeadersOfStompAndTheJsonAfterThem() {
    Template frame = parse(Place.STOMP, "SEND\ndestination:/t/${feed}\n\n{\"a\":\"${feed}\"}");

    assertThat(frame.fill(_ -> "a:b\n\"\\"))
        .isEqualTo("SEND\ndestination:/t/a\\cb\\n\"\\\\\n\n{\"a\":\"a:b\\n\\\"\\\\\"}");
  }

  /** STOMP 1.2 escapes nothing in CONNECT, for the sake of older versions. */
  @Test
  void escapesNoHeaderOfConnect() {
    Template frame = parse(Place.STOMP, "CONNECT\nlogin:x\npasscode:${feed}\n\n");

    assertThat(frame.fill(_ -> "a:b\\c")).isEqualTo("CONNECT\nlogin:x\npasscode:a:b\\c\n\n");
    assertThat(refusal(() -> frame.fill(_ -> "a\nhost:b")))
        .isEqualTo("the value of ${feed} cannot be sent: a header of CONNECT must be in one line");
  }

  @Test
  void asksForEachPlaceholderByItsKindAndName() {
    Template all =
        parse(
            Place.PLAIN,
            "${feed} ${version} ${stamp} ${random} ${client} ${env:USER_NAME} ${token} ${feed}");

    assertThat(all.placeholders().stream().map(Placeholder::kind))
        .containsExactly(
            Kind.FEED,
            Kind.VERSION,
            Kind.STAMP,
            Kind.RANDOM,
            Kind.CLIENT,
            Kind.ENV,
            Kind.CAPTURED,
            Kind.FEED);
    assertThat(all.fill(Placeholder::name))
        .isEqualTo("feed version stamp random client USER_NAME token feed");
    assertThat(all).hasToString(all.toString()).isEqualTo(parse(Place.PLAIN, all.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "a\0", "ä"})
  void refusesInAHeaderWhatWouldBreakIt(String value) {
    Template header = parse(Place.HEADER, "Bearer ${token}");

    assertThat(refusal(() -> header.fill(_ -> value))).contains("${token}").doesNotContain(value);
  }

  static Stream<String> randomValues() {
    var random = new Random(17);
    int[] points = HOSTILE.codePoints().toArray();
    return Stream.generate(
            () -> {
              var value = new StringBuilder();
              for (int i = random.nextInt(12); i >= 0; i--) {
                boolean hostile = random.nextInt(4) > 0;
                int point = hostile ? points[random.nextInt(points.length)] : any(random);
                value.appendCodePoint(point);
              }
              return value.toString();
            })
        .limit(500);
  }

  private static int any(Random random) {
    int point = random.nextInt(Character.MAX_CODE_POINT + 1);
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 'x' : point;
  }

  @Test
  void randomValuesDecodeBackFromJson() throws Exception {
    Template template =
        parse(
            Place.MESSAGE,
            """
            {"in":"<${feed}>","as":${feed},"list":[${feed}],"nested":"{\\"in\\":\\"${feed}\\",\\"as\\":${feed}}"}\
            """);
    for (String value : randomValues().toList()) {
      JsonNode read = JSON.readTree(template.fill(_ -> value));

      assertThat(read.at("/in").textValue()).isEqualTo("<" + value + ">");
      assertThat(read.at("/as").asText()).isEqualTo(value);
      assertThat(read.at("/list/0").asText()).isEqualTo(value);
      JsonNode nested = JSON.readTree(read.at("/nested").textValue());
      assertThat(nested.at("/in").textValue()).isEqualTo(value);
      assertThat(nested.at("/as").asText()).isEqualTo(value);
      assertThat(read).hasSize(4);
    }
  }

  @ParameterizedTest
  @MethodSource("randomValues")
  void randomValuesDecodeBackFromUrls(String value) throws Exception {
    var url =
        new URI("http://h" + parse(Place.PATH, "/o/${feed}/p?a=${feed}&b=1").fill(_ -> value));

    String[] segments = url.getRawPath().split("/", -1);
    assertThat(segments).hasSize(4);
    assertThat(decoded(segments[2])).isEqualTo(value);
    String[] query = url.getRawQuery().split("&", -1);
    assertThat(query).hasSize(2);
    assertThat(decoded(query[0].substring("a=".length()))).isEqualTo(value);
    assertThat(url.getRawFragment()).isNull();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

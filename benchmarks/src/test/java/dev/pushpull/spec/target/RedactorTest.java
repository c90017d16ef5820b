package dev.pushpull.spec.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Redactor hiding(String... values) {
    return Redactor.NOTHING.with(List.of(values));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "p\"a\\s/s wörd€+%41",
        "\\\\\\\\",
        "line\nbreak",
        "eyJhbGciOi.J9-_x.y==",
        "漢字😀密"
      })
  void hidesAValueHoweverItIsWritten(String secret) throws Exception {
    Redactor redactor = hiding(secret);
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);

    assertThat(redactor.hide("a " + secret + " b")).isEqualTo("a *** b");
    assertThat(redactor.hide("?a=" + url + "&b=1")).isEqualTo("?a=***&b=1");
    assertThat(redactor.hide("?a=" + Escape.URL.of(secret) + "&b")).isEqualTo("?a=***&b");
    assertThat(redactor.hide("?a=" + lowerHex(url) + "&b=1")).isEqualTo("?a=***&b=1");
    assertThat(redactor.hide("{\"a\":" + JSON.writeValueAsString(secret) + "}"))
        .isEqualTo("{\"a\":\"***\"}");
  }

  private static String lowerHex(String url) {
    return Pattern.compile("%..")
        .matcher(url)
        .replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
  }

  /** Whatever stands before and after it in the same bytes, all of its whole characters go. */
  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "tokn", "pässwörd", "a-much-longer-secret-of-many-bytes"})
  void hidesBase64AmidOtherBytes(String secret) {
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      for (String before : List.of("", "u", "us", "user:", "ÿþ")) {
        for (String after : List.of("", ":", ":x", "ÿþ")) {
          byte[] bytes = (before + secret + after).getBytes(StandardCharsets.UTF_8);
          String encoded = encoder.encodeToString(bytes);

          String hidden = hiding(secret).hide("Basic " + encoded + " end");

          assertThat(hidden).startsWith("Basic ").contains("***").endsWith(" end");
          String left = hidden.substring(6, hidden.indexOf("***"));
          assertThat(decoded(left)).isEqualTo(decoded(encoded.substring(0, left.length())));
          assertThat(left.length() * 6 / 8)
              .isLessThanOrEqualTo(before.getBytes(StandardCharsets.UTF_8).length);
        }
      }
    }
  }

  private static String decoded(String base64) {
    return new String(
        Base64.getDecoder()
            .decode(
                base64.substring(0, base64.length() / 4 * 4).replace('-', '+').replace('_', '/')),
        StandardCharsets.UTF_8);
  }

  @Test
  void hidesSeveralThatOverlap() {
    assertThat(hiding("abcdef", "defghi").hide("-abcdefghi-defghi-")).isEqualTo("-***-***-");
  }

  @Test
  void leavesWhatIsTooShortToBeASecret() {
    assertThat(hiding("abc", "").hide("abc {\"a\":\"\"}")).isEqualTo("abc {\"a\":\"\"}");
  }

  @Test
  void takesMoreWithoutForgetting() {
    Redactor both = hiding("first-secret").with(List.of("second-secret"));

    assertThat(both.hide("first-secret, second-secret, third")).isEqualTo("***, ***, third");
  }
}

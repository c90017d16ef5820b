package dev.pushpull.sut.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListHeaderTest {

  private static HeaderMap connection(String... lines) {
    var headers = new HeaderMap();
    headers.addAll(Headers.CONNECTION, List.of(lines));
    return headers;
  }

  @Test
  void joinsLinesAndKeepsOneAsItIs() {
    String line = "keep-alive, Upgrade";
    assertThat(ListHeader.joined(new HeaderMap(), Headers.CONNECTION)).isNull();
    assertThat(ListHeader.joined(connection(line), Headers.CONNECTION)).isSameAs(line);
    assertThat(ListHeader.joined(connection("a", "b, c"), Headers.CONNECTION)).isEqualTo("a, b, c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Upgrade|true",
        "UPGRADE|true",
        "keep-alive,upgrade|true",
        ", upgrade ,|true",
        "no-upgrade|false",
        "upgrades|false",
        "\"upgrade\"|false",
        "\"x, upgrade\"|false",
        "keep-alive upgrade|false"
      })
  void comparesWholeElements(String line, boolean has) {
    assertThat(ListHeader.has(connection(line), Headers.CONNECTION, "upgrade")).isEqualTo(has);
    assertThat(ListHeader.has(connection("close", line), Headers.CONNECTION, "upgrade"))
        .isEqualTo(has);
  }

  @Test
  void separatorsWithinQuotesSeparateNothing() {
    assertThat(ListHeader.elements("a=\"1, 2\" , b,,c=\"\\\", d\""))
        .containsExactly("a=\"1, 2\"", "b", "c=\"\\\", d\"");
    assertThat(ListHeader.split("a; b=\"x;y\";", ';')).containsExactly("a", "b=\"x;y\"", "");
    assertThat(ListHeader.elements("a, \"never closed, b"))
        .containsExactly("a", "\"never closed, b");
    assertThat(ListHeader.elements("\"\\")).containsExactly("\"\\");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {"\"15\"|15", "15|15", "\"|\"", "\"15|\"15"})
  void takesQuotesOff(String text, String within) {
    assertThat(ListHeader.unquoted(text)).isEqualTo(within);
  }
}

package dev.pushpull.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {

  private static final String STREAM =
      """
      :

      retry: 10

      id: 7
      data: one

      data:  two
      data:lines

      datax: no
      event: x
      data

      event: end
      data: last

      : beat

      """;

  private final List<String> seen = new ArrayList<>();
  private final EventParser parser = new EventParser();

  private void read(String part) throws IOException {
    byte[] bytes = part.getBytes(UTF_8);
    parser.read(
        bytes,
        0,
        bytes.length,
        (data, from, to) ->
            seen.add(parser.type() + ":" + new String(data, from, to - from, UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void readsTheSameWhereverItIsSplit(String lineEnd) throws Exception {
    String stream = STREAM.replace("\n", lineEnd);
    for (int at = 0; at <= stream.length(); at++) {
      read(stream.substring(0, at));
      read(stream.substring(at));
    }
    for (int at = 0; at < stream.length(); at++) {
      read(stream.substring(at, at + 1));
    }
    assertThat(seen).hasSize(3 * (stream.length() + 2));
    for (int i = 0; i < seen.size(); i += 3) {
      assertThat(seen.subList(i, i + 3))
          .containsExactly("message:one", "message: two\nlines", "end:last");
    }
    assertThat(parser.isInEvent()).isFalse();
  }

  @Test
  void knowsWhenItIsInAnEventAndForgetsIt() throws Exception {
    read("data: half");
    assertThat(parser.isInEvent()).isTrue();
    read("\n");
    assertThat(parser.isInEvent()).isTrue();
    parser.reset();
    assertThat(parser.isInEvent()).isFalse();
    read("data: next\n\n");
    assertThat(seen).containsExactly("message:next");
  }

  /** One that did not end does not count. */
  @Test
  void keepsTheLastIdThroughALoss() throws Exception {
    assertThat(parser.lastId()).isEmpty();
    read("id: 7\ndata: a\n\ndata: b\n\nid: 8\ndata: c\n");
    assertThat(parser.lastId()).isEqualTo("7");
    parser.reset();
    read("data: d\n\n");
    assertThat(parser.lastId()).isEqualTo("7");
    read("id\n\n");
    assertThat(parser.lastId()).isEmpty();
  }

  @Test
  void refusesAnEventWithoutAnEnd() throws Exception {
    String line = "data: " + "x".repeat(EventParser.MAX_EVENT / 2);
    read(line + "\n");
    assertThatThrownBy(() -> read(line)).hasMessage("an event is larger than 1048576 bytes");
    assertThat(seen).isEmpty();
  }
}

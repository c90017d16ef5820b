package dev.pushpull.target.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.target.Conversation;
import dev.pushpull.spec.target.Matcher;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.spec.target.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingTest {

  private static Matcher matcher(String when) {
    var target =
        TargetFile.parse(
            "t.yaml",
            """
            name: t
            url: http://127.0.0.1:3000
            feeds: {names: [o-17]}
            update: {version: /seq}
            websocket: {get: /ws, update: {when: %s}}
            truth: counters
            """
                .formatted(when));
    Conversation conversation =
        ((Way.WebSocket) requireNonNull(target.ways().get(Way.Kind.WEBSOCKET))).conversation();
    return conversation.update().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{text: '2'};                                    2;                           true",
        "{text: '2'};                                    2probe;                      false",
        "{text: '${feed}'};                              o-17;                        true",
        "{prefix: '2'};                                  2probe;                      true",
        "{prefix: '42[\"${feed}\"'};                     42[\"o-17\",1];              true",
        "{prefix: '42[\"${feed}\"'};                     42[\"o-18\",1];              false",
        "{at: /type, is: position};                      {\"type\":\"position\"};     true",
        "{at: /type, is: position};                      {\"type\":\"other\"};        false",
        "{at: /type, is: position};                      {\"kind\":\"position\"};     false",
        "{at: /type, is: position};                      position;                    false",
        "{at: /type, is: 1};                             {\"type\":1};                true",
        "{at: /type, is: '1'};                           {\"type\":\"1\"};            true",
        "{at: /ok, is: 'true'};                          {\"ok\":true};               true",
        "{at: /0, is: 'null'};                           [null];                      true",
        "{at: /1, is: 'null'};                           [null];                      false",
        "{at: /id, is: '1234567890123456789'};           {\"id\":1234567890123456789}; true",
        "{at: /a~1b/0, is: x};                           {\"a/b\":[\"x\"]};           true",
        "[{at: /a, is: 1}, {at: /b, is: '${feed}'}];     {\"a\":1,\"b\":\"o-17\"};    true",
        "[{at: /a, is: 1}, {at: /b, is: '${feed}'}];     {\"a\":1,\"b\":\"o-18\"};    false",
      })
  void matches(String when, String text, boolean expected) throws Exception {
    var message = new Message(text, Documents.parseIfJson(text.getBytes(UTF_8)));
    assertThat(Matching.matches(matcher(when), message, _ -> "o-17")).isEqualTo(expected);
  }

  @Test
  void asksForValuesThatAreNeededOnly() {
    assertThat(
            Matching.matches(
                matcher("{text: pong}"),
                new Message("pong", null),
                placeholder -> {
                  throw new AssertionError(placeholder);
                }))
        .isTrue();
  }
}

package dev.pushpull.spec.target;

import static dev.pushpull.sut.testkit.Messages.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFileTest {

  private static final String EVERYTHING =
      """
      name: orders
      url: https://127.0.0.1:9443
      trust: ca.pem
      headers: {Authorization: "Bearer ${token}"}
      sign-in: [{post: /login, body: '{"user":"${env:USER_NAME}"}', capture: {token: /access_token}}]
      feeds: {names: [o-17, o-18]}
      update: {version: /seq, time: {at: /updatedAt, unit: ms}}
      poll: {get: "/orders/${feed}/position"}
      long-poll: {first: "/orders/${feed}", get: "/orders/${feed}?after=${version}&wait=30", nothing: [204, 304, 408]}
      sse: {get: "/orders/${feed}/events", event: position}
      websocket:
        get: /ws
        subprotocol: orders.v1
        open: [{send: '{"type":"subscribe","order":"${feed}"}'}, {expect: {at: /type, is: subscribed}, capture: {sid: /id}}]
        update: {when: {at: /type, is: position}, document: /data}
        answer: [{when: {text: "2"}, send: "3"}]
        every: {time: 25s, send: '{"type":"ping"}'}
        split: newline
      publish: {post: "/orders/${feed}/position", body: '{"lat":${random},"stamp":${stamp}}', version: /seq, stamp-at: /stamp}
      truth: publish
      process: 4711
      """;

  private static final String LITTLE =
      """
      name: orders
      url: http://[::1]:80
      update: {version: /seq}
      truth: counters
      """;

  @TempDir Path temp;

  private static TargetSpec little(String more) {
    return TargetFile.parse("t.yaml", LITTLE + more);
  }

  private static String filled(Template template) {
    return template.fill(placeholder -> "<" + placeholder.name() + ">");
  }

  private static <W extends Way> W way(TargetSpec spec, Class<W> type) {
    return spec.way(type).orElseThrow();
  }

  @Test
  void readsEveryKey() throws Exception {
    Files.writeString(temp.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n");
    Path file = Files.writeString(temp.resolve("orders.yaml"), EVERYTHING);

    TargetSpec spec = TargetFile.read(file);

    assertThat(spec.name()).isEqualTo("orders");
    assertThat(spec.url()).hasToString("https://127.0.0.1:9443");
    assertThat(spec.isLoopback()).isTrue();
    assertThat(spec.trust()).isEqualTo(new Trust.Pem(temp.resolve("ca.pem").toAbsolutePath()));
    assertThat(spec.headers()).containsOnlyKeys("Authorization");
    assertThat(spec.headers().get("Authorization")).hasToString("Bearer ${token}");
    assertThat(spec.feeds()).containsExactly("o-17", "o-18");
    assertThat(spec.update().version()).isEqualTo(Locator.Pointer.parse("/seq"));
    assertThat(spec.update().time())
        .contains(new UpdateForm.TimeAt(Locator.Pointer.parse("/updatedAt"), UpdateForm.Unit.MS));
    assertThat(spec.ways()).containsOnlyKeys(Way.Kind.values());
    assertThat(spec.truth()).isEqualTo(new Truth.Publish());
    assertThat(spec.process()).contains(4711L);
    assertThat(spec.variables()).containsExactly("USER_NAME");
  }

  @Test
  void readsRequests() throws Exception {
    Files.writeString(temp.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n");
    TargetSpec spec = TargetFile.parse(temp.resolve("orders.yaml").toString(), EVERYTHING);

    SignInStep signIn = spec.signIn().getFirst();
    assertThat(signIn.request()).hasToString("POST /login");
    assertThat(signIn.request().headers().get("Content-Type")).hasToString("application/json");
    assertThat(signIn.request().body().map(TargetFileTest::filled))
        .contains("{\"user\":\"<USER_NAME>\"}");
    assertThat(signIn.capture()).isEqualTo(Map.of("token", Locator.Pointer.parse("/access_token")));
    var longPoll = way(spec, Way.LongPoll.class);
    assertThat(longPoll.first().map(TargetFileTest::filled)).contains("/orders/%3Cfeed%3E");
    assertThat(filled(longPoll.request().path()))
        .isEqualTo("/orders/%3Cfeed%3E?after=%3Cversion%3E&wait=30");
    assertThat(longPoll.nothing()).isEqualTo(Set.of(204, 304, 408));
    assertThat(way(spec, Way.Poll.class).request()).hasToString("GET /orders/${feed}/position");
    assertThat(way(spec, Way.EventStream.class).event()).contains("position");
    Publish publish = spec.publish().orElseThrow();
    assertThat(publish.version()).contains(Locator.Pointer.parse("/seq"));
    assertThat(publish.stampAt()).contains(Locator.Pointer.parse("/stamp"));
    assertThat(publish.action())
        .isInstanceOfSatisfying(
            Publish.Request.class,
            sent ->
                assertThat(sent.request().body().orElseThrow().fill(_ -> "7"))
                    .isEqualTo("{\"lat\":7,\"stamp\":7}"));
  }

  @Test
  void readsTheConversationOfAWebSocket() throws Exception {
    Files.writeString(temp.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n");
    TargetSpec spec = TargetFile.parse(temp.resolve("orders.yaml").toString(), EVERYTHING);

    var socket = way(spec, Way.WebSocket.class);
    Conversation talk = socket.conversation();
    assertThat(socket.subprotocol()).contains("orders.v1");
    assertThat(talk.open()).hasSize(2);
    assertThat(talk.open().getFirst())
        .isInstanceOfSatisfying(
            Conversation.Send.class,
            send ->
                assertThat(filled(send.text()))
                    .isEqualTo("{\"type\":\"subscribe\",\"order\":\"<feed>\"}"));
    assertThat(talk.open().getLast())
        .isInstanceOfSatisfying(
            Conversation.Expect.class,
            expect -> {
              assertThat(expect.capture()).containsOnlyKeys("sid");
              assertThat(expect.matcher()).isInstanceOf(Matcher.At.class);
            });
    assertThat(socket.document()).contains(Locator.Pointer.parse("/data"));
    assertThat(talk.answers()).hasSize(1);
    assertThat(talk.every().map(Conversation.Every::time)).contains(Duration.ofSeconds(25));
    assertThat(talk.split().separator()).isEqualTo("\n");
    assertThat(talk.decode()).isEqualTo(Conversation.Decode.JSON);
    assertThat(talk.binary()).isFalse();
  }

  @Test
  void takesWhatIsUsualForWhatIsNotSaid() {
    TargetSpec spec = little("long-poll: {get: /a}\n");

    assertThat(spec.feeds()).containsExactly("orders");
    assertThat(spec.trust()).isEqualTo(new Trust.Usual());
    assertThat(spec.isLoopback()).isTrue();
    assertThat(way(spec, Way.LongPoll.class).nothing()).isEqualTo(Set.of(204, 304, 408));
    assertThat(spec.publish()).isEmpty();
    assertThat(spec.process()).isEmpty();
    assertThat(spec.headers()).isEmpty();
  }

  @Test
  void countsFeedsFromOne() {
    TargetSpec spec = little("feeds: {count: 3, name: \"o-${n}\"}\npoll: {get: \"/${feed}\"}\n");

    assertThat(spec.feeds()).containsExactly("o-1", "o-2", "o-3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/0/b~1c",
        "header:ETag",
        "hash",
        "hash:/a",
        "[\"header:Last-Modified\", \"header:ETag\"]"
      })
  void readsWhereAVersionStands(String version) {
    TargetSpec spec =
        TargetFile.parse(
            "t.yaml",
            LITTLE.replace("/seq", "\"%s\"".formatted(version).replaceAll("^\"\\[(.*)]\"$", "[$1]"))
                + "poll: {get: /a}\n");

    assertThat(spec.update().version()).hasToString(version.replaceAll("[\\[\\]\"]", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          publish              | publish
          time                 | time
          counters             | counters
          {probe: sse}         | probe: sse
          {probe: long-poll}   | probe: long-poll
          {fast-poll: 20ms}    | fast-poll: 20ms
          """)
  void readsEachTruth(String written, String shown) {
    TargetSpec spec =
        TargetFile.parse(
            "t.yaml",
            LITTLE.replace("counters", written).replace("/seq", "/seq, time: {at: /t, unit: iso}")
                + """
                poll: {get: /a}
                long-poll: {get: /a}
                sse: {post: /a, body: 'a=${feed}'}
                publish: {put: /a, headers: {X-Stamp: "${stamp}"}, stamp-at: /s}
                """);

    assertThat(spec.truth()).hasToString(shown);
    assertThat(way(spec, Way.EventStream.class).request().headers().get("Content-Type"))
        .hasToString("application/x-www-form-urlencoded");
  }

  @ParameterizedTest
  @CsvSource({"none,''", "newline,'\n'", "nul,'\0'", "'\u001e','\u001e'", "|,|"})
  void readsWhatSplitsFrames(String written, String separator) {
    assertThat(Conversation.Split.parse(written).separator()).isEqualTo(separator);
  }

  @Test
  void tellsWhichStrategiesItHasNoWayFor() {
    TargetSpec spec = little("poll: {get: /a}\nsse: {get: /a}\n");

    assertThat(spec.refusal(Strategy.parse("conditional-poll@1s"))).isEmpty();
    assertThat(spec.refusal(Strategy.parse("sse"))).isEmpty();
    assertThat(spec.refusal(Strategy.parse("websocket")))
        .hasValueSatisfying(why -> assertThat(why).contains("websocket", "orders", "poll, sse"));
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void readsTheExampleOfEachPreset(Preset preset) {
    TargetSpec spec = TargetFile.parse(preset + ".yaml", preset.example());

    assertThat(preset.example()).contains("preset: " + preset + "\n");
    assertThat(preset.description()).isNotBlank();
    Conversation talk = way(spec, Way.WebSocket.class).conversation();
    assertThat(talk.open()).anyMatch(Conversation.Expect.class::isInstance);
    assertThat(talk.update()).isPresent();
    assertThat(talk.document()).isPresent();
    var texts = new ArrayList<String>();
    spec.templates().forEach(template -> texts.add(template.fill(_ -> "7")));
    assertThat(texts).noneMatch(text -> text.contains("${"));
  }

  /** A file lies over its preset: mappings together, lists and matchers by themselves. */
  @Test
  void liesOverItsPreset() {
    String own =
        LITTLE
            + """
            preset: stomp
            websocket:
              get: /stomp
              update: {when: {prefix: MESSAGE}}
              subscribe: [{send: "SUBSCRIBE\\nid:${client}\\n\\n"}]
            """;

    var socket = way(TargetFile.parse("t.yaml", own), Way.WebSocket.class);

    assertThat(socket.request()).hasToString("GET /stomp");
    assertThat(socket.subprotocol()).contains("v12.stomp");
    assertThat(socket.document()).contains(Locator.Pointer.parse("/body"));
    assertThat(socket.conversation().update().orElseThrow()).isInstanceOf(Matcher.Prefix.class);
    assertThat(socket.conversation().open()).hasSize(3);
    assertThat(socket.conversation().decode()).isEqualTo(Conversation.Decode.STOMP);
  }

  @Test
  void pollsByEngineIoOverTheConversationOfSocketIo() {
    TargetSpec spec = TargetFile.parse("socket.io.yaml", Preset.SOCKET_IO.example());

    assertThat(spec.ways()).containsOnlyKeys(Way.Kind.LONG_POLL, Way.Kind.WEBSOCKET);
    assertThat(way(spec, Way.LongPoll.class).engineIo()).isTrue();
  }

  @Test
  void knowsWhatIsSecret() {
    TargetSpec spec =
        little(
            """
            headers: {Authorization: Bearer written-in-the-file, Accept: application/json, Cookie: s=cookie-value}
            sign-in: [{post: /login, body: '{"user":"${env:WHO}","password":"also-written"}'}]
            poll: {get: "/a?api_key=of-the-query&feed=o-17", headers: {X-Signature: "${env:SIGNATURE}"}}
            """);

    Secrets secrets =
        spec.secrets(name -> Optional.of(name + "-value").filter(_ -> name.equals("WHO")));

    assertThat(secrets.environment()).isEqualTo(Map.of("WHO", "WHO-value"));
    assertThat(secrets.missing()).containsExactly("SIGNATURE");
    assertThat(secrets.written())
        .containsExactlyInAnyOrder(
            "written-in-the-file", "s=cookie-value", "also-written", "of-the-query");
    assertThat(
            secrets
                .redactor()
                .hide("/a?api_key=of-the-query&feed=o-17 by WHO-value, application/json"))
        .isEqualTo("/a?api_key=***&feed=o-17 by ***, application/json");
    assertThat(refusal(secrets::checkSet)).contains("SIGNATURE");
    assertThat(little("poll: {get: /a}\n").secrets(_ -> Optional.empty()).checkSet().written())
        .isEmpty();
  }

  @Test
  void readsAFileThatIsNotThereAsNone() {
    assertThat(refusal(() -> TargetFile.read(temp.resolve("none.yaml"))))
        .contains("none.yaml", "no such file");
  }

  @Test
  void keepsTheOrderOfFeeds() {
    TargetSpec spec = little("feeds: {names: [b, c, a]}\npoll: {get: \"/${feed}\"}\n");

    assertThat(spec.feeds()).isEqualTo(List.of("b", "c", "a"));
  }
}

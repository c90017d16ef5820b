package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.net.WireProtocol;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.Certificates;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.ServerFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class WebSocketTest {

  @AutoClose private final ServerFixture fixture = new ServerFixture();
  @AutoClose private final RawClient client = fixture.connect();

  WebSocketTest() throws Exception {}

  @Test
  void sendsTheNewestUpdateAtOnceAndThenEachNewOne() throws Exception {
    client.upgrade(PATH);
    assertThat(client.frame().payload()).isEqualTo(fixture.newest());
    fixture.feed.publish("news");
    RawClient.Frame frame = client.frame();
    assertThat(frame.opcode()).isEqualTo(RawClient.TEXT);
    assertThat(frame.payload()).isEqualTo(fixture.newest());
    fixture.awaitCounter("updatesSent", 2);
    assertThat(fixture.counters().at("/requestsByStatus/101").longValue()).isEqualTo(1);
  }

  @Test
  void takesNoExtension() throws Exception {
    Answer answer =
        handshake("Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Version: 13");
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.header("Sec-WebSocket-Extensions")).isEmpty();
    assertThat(answer.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(client.frame().payload()).isEqualTo(fixture.newest());
  }

  @ParameterizedTest
  @CsvSource({
    "permessage-deflate, permessage-deflate",
    "permessage-deflate; client_max_window_bits, permessage-deflate",
    "permessage-deflate; server_no_context_takeover, permessage-deflate;"
        + " server_no_context_takeover",
    "permessage-deflate; client_no_context_takeover, permessage-deflate",
    "x-webkit-deflate-frame, ''",
    "permessage-deflate; client_no_context_takeover, permessage-deflate",
    "permessage-deflate, permessage-deflate"
  })
  void agreesToDeflateWhereItWasAskedFor(String offer, String agreed) throws Exception {
    try (var deflating = new ServerFixture(Certificates.config(WireProtocol.H1, true));
        var other = deflating.connect()) {
      other.request(
          "GET",
          PATH,
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: cHVzaHB1bGxwdXNocHVsbA==",
          "Sec-WebSocket-Extensions: " + offer);
      Answer answer = other.answer();
      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.header("Sec-WebSocket-Extensions")).isEqualTo(agreed);
    }
  }

  @Test
  void aTextFramePublishes() throws Exception {
    client.upgrade(PATH);
    client.frame();
    client.sendText("höher");
    assertThat(client.frame().payload()).isEqualTo(fixture.newest()).contains("höher");
    client.sendFrame(RawClient.TEXT, new byte[] {'a'});
    client.sendFrame(0x80, new byte[] {'b'});
    assertThat(client.frame().payload()).contains("\"payload\":\"ab\"");
    client.sendText("x".repeat(60_000));
    assertThat(client.frame().payload()).hasSizeGreaterThan(60_000);
  }

  @Test
  void answersPings() throws Exception {
    client.upgrade(PATH);
    client.frame();
    client.sendFrame(0x80 | RawClient.PING, new byte[] {'h', 'i'});
    assertThat(client.frame()).isEqualTo(new RawClient.Frame(RawClient.PONG, "hi", 0));
  }

  @Test
  void answersAClose() throws Exception {
    client.upgrade(PATH);
    client.frame();
    client.sendFrame(0x80 | RawClient.CLOSE, new byte[] {0x03, (byte) 0xe8});
    assertThat(client.closeCode()).isEqualTo(1000);
    assertThat(client.readToEnd()).isZero();
    Await.until("the socket is gone", () -> fixture.feed.listeners() == 0);
    fixture.awaitCounter("openConnections", 0);
  }

  @Test
  void pagesOfAnotherOriginAreForbidden() throws Exception {
    assertThat(handshake("Sec-WebSocket-Version: 13", "Origin: http://evil.example").status())
        .isEqualTo(403);
    assertThat(handshake("Sec-WebSocket-Version: 13", "Origin: http://localhost").status())
        .isEqualTo(101);
  }

  @Test
  void refusesABadHandshake() throws Exception {
    Answer answer = handshake("Sec-WebSocket-Version: 8");
    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
    for (String key : new String[] {"", "abc", "!!!", "dG9vIHNob3J0"}) {
      Answer bad =
          client.exchange(
              "GET",
              PATH,
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: " + key);
      assertThat(bad.status()).as(key).isEqualTo(400);
    }
    assertThat(
            client
                .exchange(
                    "GET",
                    PATH,
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
                .status())
        .isEqualTo(400);
    assertThat(handshake("Sec-WebSocket-Version: 13").status()).isEqualTo(101);
  }

  private Answer handshake(String... headers) throws Exception {
    String[] all = Arrays.copyOf(headers, headers.length + 3);
    all[headers.length] = "Connection: keep-alive, Upgrade";
    all[headers.length + 1] = "Upgrade: WebSocket";
    all[headers.length + 2] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    return client.exchange("GET", PATH, all);
  }

  @Test
  void closesOnWhatBreaksTheProtocol() throws Exception {
    assertCloses(1002, "unmasked", new byte[] {(byte) 0x81, 1, 'a'});
    assertCloses(1002, "unmasked ping", new byte[] {(byte) 0x89, 0});
    assertCloses(1002, "reserved opcode", RawClient.frame(0x83, new byte[] {'a'}));
    assertCloses(1002, "reserved control opcode", RawClient.frame(0x8b, new byte[0]));
    assertCloses(1002, "reserved bit", RawClient.frame(0xc1, new byte[] {'a'}));
    assertCloses(1002, "fragmented ping", RawClient.frame(0x09, new byte[0]));
    assertCloses(1002, "long ping", RawClient.frame(0x89, new byte[126]));
    assertCloses(1002, "continues nothing", RawClient.frame(0x80, new byte[] {'a'}));
    assertCloses(1002, "bad close code", RawClient.frame(0x88, new byte[] {3, (byte) 0xed}));
    assertCloses(1002, "close of one byte", RawClient.frame(0x88, new byte[] {3}));
  }

  @ParameterizedTest
  @CsvSource({
    "1002, 80_00_00_00_00_00_00_00",
    "1002, ff_ff_ff_ff_ff_ff_ff_ff",
    "1009, 7f_ff_ff_ff_ff_ff_ff_ff",
    "1009, 40_00_00_00_00_00_00_00",
    "1009, 00_00_00_00_00_01_00_01"
  })
  void aLengthThatCannotBeEndsTheConnectionAtOnce(int code, String length) throws Exception {
    try (var other = fixture.connect().upgrade(PATH)) {
      other.frame();
      other.send(new byte[] {(byte) 0x81, (byte) 0xff});
      other.send(HexFormat.ofDelimiter("_").parseHex(length));
      long start = System.nanoTime();
      assertThat(other.closeCode()).isEqualTo(code);
      assertThat(other.readToEnd()).isZero();
      assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }
    fixture.awaitCounter("openConnections", 1); // The client that did not say anything.
    assertThat(fixture.feed.listeners()).isZero();
  }

  @Test
  void whatFollowsARefusedFrameIsReadInVain() throws Exception {
    try (var other = fixture.connect().upgrade(PATH)) {
      other.frame();
      other.send(new byte[] {(byte) 0x81, (byte) 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4});
      for (int i = 0; i < 30; i++) {
        other.send(text(16_000));
      }
      assertThat(other.closeCode()).isEqualTo(1009);
      assertThat(other.readToEnd()).isZero();
    }
    assertThat(fixture.feed.newest().version()).isEqualTo(1);
    assertServes();
  }

  @ParameterizedTest
  @CsvSource({
    "a0, a second reserved bit",
    "91, a third reserved bit",
    "c0, a continuation that says it is compressed",
    "40, such a one that goes on",
    "c9, a ping that says it is compressed",
    "ca, a pong that says it is compressed",
    "c8, a close that says it is compressed"
  })
  void onlyAMessagesFirstFrameMayBeCompressed(String firstOctet, String what) throws Exception {
    byte[] message = deflated("hello");
    try (var deflating = new ServerFixture(Certificates.config(WireProtocol.H1, true));
        var other = deflating.connect()) {
      upgradeWith(other, "permessage-deflate");
      other.sendFrame(0x41, Arrays.copyOf(message, 3));
      other.sendFrame(0x80, Arrays.copyOfRange(message, 3, message.length));
      assertThat(inflated(new Inflater(true), other)).contains("\"version\":1,");
      Await.until("it is published", () -> deflating.feed.newest().version() == 2);
      assertThat(deflating.feed.newest().update().payload()).isEqualTo("hello");
      other.sendFrame(0x41, message);
      other.sendFrame(HexFormat.fromHexDigits(firstOctet), new byte[0]);
      assertThat(other.closeCode()).as(what).isEqualTo(1002);
    }
  }

  /** Each message can be read as it was agreed: with the context of those before it, or without. */
  @ParameterizedTest
  @CsvSource({
    "true, permessage-deflate; client_max_window_bits",
    "true, permessage-deflate; server_max_window_bits=15",
    "true, 'permessage-deflate; server_max_window_bits=10, permessage-deflate'",
    "false, permessage-deflate; server_no_context_takeover"
  })
  void compressesAsItWasAgreed(boolean keepsContext, String offer) throws Exception {
    try (var deflating = new ServerFixture(Certificates.config(WireProtocol.H1, true));
        var other = deflating.connect()) {
      upgradeWith(other, offer);
      var inflater = new Inflater(true);
      for (int version = 1; version <= 4; version++) {
        assertThat(inflated(inflater, other)).isEqualTo(deflating.newest());
        inflater = keepsContext ? inflater : new Inflater(true);
        deflating.feed.publish("the same words again ".repeat(20));
      }
    }
  }

  @Test
  void aServerWithoutDeflateAgreesToNoOfferAndAWindowThatItCannotKeepIsDeclined() throws Exception {
    try (var deflating = new ServerFixture(Certificates.config(WireProtocol.H1, true));
        var other = deflating.connect()) {
      assertThat(upgradeWith(other, "permessage-deflate; server_max_window_bits=9")).isEmpty();
      assertThat(other.frame().payload()).isEqualTo(deflating.newest());
    }
    assertThat(upgradeWith(client, "permessage-deflate; server_max_window_bits=15")).isEmpty();
    assertThat(client.frame().payload()).isEqualTo(fixture.newest());
  }

  private static String upgradeWith(RawClient other, String offer) throws Exception {
    other.request(
        "GET",
        PATH,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: cHVzaHB1bGxwdXNocHVsbA==",
        "Sec-WebSocket-Extensions: " + offer);
    Answer answer = other.answer();
    assertThat(answer.status()).isEqualTo(101);
    return answer.header("Sec-WebSocket-Extensions");
  }

  private static byte[] deflated(String text) {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
    var bytes = new byte[200];
    int length = deflater.deflate(bytes, 0, bytes.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(bytes, length - 4);
  }

  private static String inflated(Inflater inflater, RawClient other) throws Exception {
    byte[] message = other.compressedMessage();
    message = Arrays.copyOf(message, message.length + 4);
    message[message.length - 2] = -1;
    message[message.length - 1] = -1;
    inflater.setInput(message);
    var bytes = new byte[4000];
    return new String(bytes, 0, inflater.inflate(bytes), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 03e8",
    "1012, 03f4",
    "1013, 03f5627965",
    "1014, 03f6",
    "3000, 0bb8",
    "4999, 1387",
    "1002, 03f7",
    "1002, 1388",
    "1002, ffff",
    "1002, 03",
    "1007, 03e8c328"
  })
  void answersACloseByItsCodeOrByWhatIsWrongWithIt(int code, String payload) throws Exception {
    client.upgrade(PATH);
    client.frame();
    client.sendFrame(0x88, HexFormat.of().parseHex(payload));
    assertThat(client.closeCode()).isEqualTo(code);
    assertThat(client.readToEnd()).isZero();
    client.close();
    fixture.awaitCounter("openConnections", 0);
  }

  @Test
  void answersACloseThatSaysNothingOrComesInPieces() throws Exception {
    client.upgrade(PATH);
    client.frame();
    client.sendFrame(0x88, new byte[0]);
    assertThat(client.closeCode()).isEqualTo(1000);
    try (var other = fixture.connect().upgrade(PATH)) {
      other.frame();
      for (byte octet : RawClient.frame(0x88, new byte[] {0x03, (byte) 0xf4, 'x'})) {
        other.send(new byte[] {octet});
        Thread.sleep(2);
      }
      assertThat(other.frame()).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "x", 1012));
    }
  }

  @Test
  void closesOnWhatItCannotPublish() throws Exception {
    assertCloses(1003, "binary", RawClient.frame(0x82, new byte[] {1}));
    assertCloses(1007, "not UTF-8", RawClient.frame(0x81, new byte[] {(byte) 0xc3, 'b'}));
    assertCloses(1007, "ends within", RawClient.frame(0x81, new byte[] {'a', (byte) 0xc3}));
    assertCloses(1009, "too long a payload", RawClient.frame(0x81, text(60_001)));
    assertCloses(1009, "too long a message", RawClient.frame(0x81, text(70_000)));
    assertThat(fixture.feed.newest().version()).isEqualTo(1);
  }

  @Test
  void closesOnALengthThatIsAbsurdBeforeItComes() throws Exception {
    byte[] head = {
      (byte) 0x81, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4, 'a', 'b', 'c'
    };
    try (var other = fixture.connect().upgrade(PATH)) {
      other.frame();
      other.send(head);
      for (int i = 0; i < 5; i++) {
        other.send(text(16_000));
      }
      assertThat(other.closeCode()).isEqualTo(1009);
    }
    assertServes();
  }

  @Test
  void closesWhereClientsMayNotPublishOrTooOften() throws Exception {
    assertThat(closeCodeUnder(limits(100, false))).isEqualTo(1008);
    assertThat(closeCodeUnder(limits(0, true))).isEqualTo(1013);
  }

  private static DataLimits limits(int publishesPerSecond, boolean mayPublish) {
    return new DataLimits(
        Duration.ofSeconds(20),
        2,
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        publishesPerSecond,
        mayPublish);
  }

  private static int closeCodeUnder(DataLimits limits) throws Exception {
    try (var other = new ServerFixture(Configs.withDataLimits(ServerConfig.defaults(), limits));
        var publisher = other.connect().upgrade(PATH)) {
      publisher.sendText("x");
      return publisher.closeCode();
    }
  }

  @Test
  void closesWhileArrivalsAreStopped() throws Exception {
    client.upgrade(PATH);
    fixture.control("POST", "/quiesce");
    client.sendText("x");
    assertThat(client.closeCode()).isEqualTo(1013);
  }

  @Test
  void goesAwayWithItsFeedOrServer() throws Exception {
    client.upgrade(PATH);
    fixture.control("DELETE", PATH);
    assertThat(client.closeCode()).isEqualTo(1001);
    try (var other = new ServerFixture();
        var listener = other.connect().upgrade(PATH)) {
      other.server.close();
      assertThat(listener.closeCode()).isEqualTo(1001);
    }
  }

  @Test
  void pingsAndClosesOnWhoDoesNotAnswer() throws Exception {
    var limits =
        new DataLimits(
            Duration.ofSeconds(20), 2, Duration.ofMillis(50), Duration.ofMillis(300), 100, true);
    try (var other = new ServerFixture(Configs.withDataLimits(ServerConfig.defaults(), limits));
        var silent = other.connect().upgrade(PATH);
        var lively = other.connect().upgrade(PATH)) {
      silent.frame();
      lively.frame();
      for (int i = 0; i < 12; i++) {
        assertThat(lively.frame().opcode()).isEqualTo(RawClient.PING);
        lively.sendFrame(0x80 | RawClient.PONG, new byte[0]);
      }
      assertThat(silent.closeCode()).isEqualTo(1001);
    }
  }

  @Test
  void survivesRandomBytes() throws Exception {
    var random = new Random(3);
    for (int i = 0; i < 200; i++) {
      try (var other = fixture.connect().upgrade(PATH)) {
        var noise = new byte[1 + random.nextInt(200)];
        random.nextBytes(noise);
        other.send(noise);
      }
    }
    Await.until("all are gone", () -> fixture.feed.listeners() == 0);
    fixture.awaitCounter("openConnections", 1); // The client that did not say anything.
    assertServes();
  }

  private void assertCloses(int code, String what, byte[] frame) throws Exception {
    try (var other = fixture.connect().upgrade(PATH)) {
      other.frame();
      other.send(frame);
      assertThat(other.closeCode()).as(what).isEqualTo(code);
    }
    assertServes();
  }

  private void assertServes() throws Exception {
    try (var other = fixture.connect().upgrade(PATH)) {
      assertThat(other.frame().payload()).isEqualTo(fixture.newest());
    }
  }

  private static byte[] text(int length) {
    var text = new byte[length];
    Arrays.fill(text, (byte) 'x');
    return text;
  }
}

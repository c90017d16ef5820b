package dev.pushpull.target.message;

import static dev.pushpull.target.message.DocumentsTest.refusal;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.spec.target.Conversation;
import dev.pushpull.spec.target.Conversation.Decode;
import dev.pushpull.spec.target.Conversation.Split;
import dev.pushpull.sut.testkit.Messages;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

  private static final String MESSAGE_OF_STOMP =
      """
      MESSAGE
      subscription:0
      message-id:007
      destination:/topic/a\\cb
      content-type:text/plain

      {"seq":17}\0
      """;

  private static MessageCodec codec(Decode decode, String separator) {
    return MessageCodec.of(
        new Conversation(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            new Split(separator),
            decode,
            decode == Decode.MQTT));
  }

  private static MessageCodec codec(Decode decode) {
    return codec(decode, "");
  }

  private static List<String> texts(MessageCodec codec, String... frames) throws Exception {
    var texts = new ArrayList<String>();
    for (String frame : frames) {
      codec.read(frame.getBytes(UTF_8)).forEach(message -> texts.add(message.text()));
    }
    return texts;
  }

  /** Documents of what comes in these frames. */
  private static List<String> documents(MessageCodec codec, byte[]... frames) throws Exception {
    var documents = new ArrayList<String>();
    for (byte[] frame : frames) {
      codec.read(frame).forEach(message -> documents.add(String.valueOf(message.document())));
    }
    return documents;
  }

  private static String only(Decode decode, byte[] frame) throws Exception {
    return documents(codec(decode), frame).getFirst();
  }

  private static String publish(String topic, String payload) {
    return "{\"packet\":\"publish\",\"topic\":\"%s\",\"payload\":\"%s\"}".formatted(topic, payload);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @Test
  void splitsWhatPeersPutIntoOneFrame() throws Exception {
    assertThat(texts(codec(Decode.JSON), "{\"a\":1}\n", "")).containsExactly("{\"a\":1}\n", "");
    assertThat(texts(codec(Decode.JSON, "\n"), "{\"id\":1}\n{\"push\":{}}", "{}\n", "\n\n"))
        .containsExactly("{\"id\":1}", "{\"push\":{}}", "{}"); // Centrifugo
    assertThat(
            texts(codec(Decode.JSON, "\u001e"), "{}\u001e", "{\"type\":1}\u001e{\"type\":6}\u001e"))
        .containsExactly("{}", "{\"type\":1}", "{\"type\":6}"); // SignalR
    assertThat(texts(codec(Decode.JSON, "\uD83D\uDE00"), "a\uD83D\uDE00b"))
        .containsExactly("a", "b");
  }

  @Test
  void endsWhatItSends() {
    assertThat(codec(Decode.JSON).write("é").bytes()).isEqualTo("é".getBytes(UTF_8));
    assertThat(codec(Decode.JSON, "\u001e").write("{}").bytes())
        .isEqualTo("{}\u001e".getBytes(UTF_8));
    assertThat(codec(Decode.STOMP, "\0").write("SEND\n\na").bytes())
        .isEqualTo("SEND\n\na\0".getBytes(UTF_8));
    assertThat(codec(Decode.STOMP).write("\n").bytes()).isEqualTo("\n".getBytes(UTF_8));
    assertThat(codec(Decode.JSON).write("").binary()).isFalse();
    assertThat(codec(Decode.MQTT).write("{\"packet\":\"pingreq\"}").binary()).isTrue();
  }

  /**
   * From the texts of both protocols, socketio/engine.io-protocol and socketio/socket.io-protocol.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "0{\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"pingInterval\":25000};"
            + " {\"type\":\"0\",\"data\":{\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"pingInterval\":25000}}",
        "2;                        {\"type\":\"2\"}",
        "3probe;                   {\"type\":\"3\"}",
        "40{\"sid\":\"oSO0OpakMV_3\"}; {\"type\":\"40\",\"data\":{\"sid\":\"oSO0OpakMV_3\"}}",
        "40/admin,{\"token\":\"1\"};"
            + " {\"type\":\"40\",\"namespace\":\"/admin\",\"data\":{\"token\":\"1\"}}",
        "41/admin,;                {\"type\":\"41\",\"namespace\":\"/admin\"}",
        "42[\"foo\"];              {\"type\":\"42\",\"data\":[\"foo\"]}",
        "42/admin,[\"bar\"];       {\"type\":\"42\",\"namespace\":\"/admin\",\"data\":[\"bar\"]}",
        "4212[\"foo\"];            {\"type\":\"42\",\"id\":\"12\",\"data\":[\"foo\"]}",
        "43/admin,13[];           "
            + " {\"type\":\"43\",\"namespace\":\"/admin\",\"id\":\"13\",\"data\":[]}",
        "44{\"message\":\"Not authorized\"}; {\"type\":\"44\",\"data\":{\"message\":\"Not"
            + " authorized\"}}",
        "451-[\"baz\",{\"_placeholder\":true,\"num\":0}];"
            + " {\"type\":\"45\",\"data\":[\"baz\",{\"_placeholder\":true,\"num\":0}]}",
        "452-/a,7[\"z\"];         "
            + " {\"type\":\"45\",\"namespace\":\"/a\",\"id\":\"7\",\"data\":[\"z\"]}",
        "bAQIDBA==;                null",
        "{\"a\":1};                null",
      })
  void readsSocketIo(String packet, String document) throws Exception {
    Message message = codec(Decode.SOCKET_IO).read(packet.getBytes(UTF_8)).getFirst();
    assertThat(message.text()).isEqualTo(packet);
    assertThat(String.valueOf(message.document())).isEqualTo(document);
  }

  @Test
  void readsStomp() throws Exception {
    String connected =
        """
        CONNECTED\r
        server:broker/1.0\r
        session:session-a\\b\r
        heart-beat:0,0\r
        version:1.2\r
        \r
        \0
        """;
    String twice = "RECEIPT\nreceipt-id:a\\nb\\\\\\r\nreceipt-id:second\n x : y \n\nplain text\0";
    assertThat(documents(codec(Decode.STOMP), (connected + "\n\r\n" + twice).getBytes(UTF_8)))
        .containsExactly(
            "{\"command\":\"CONNECTED\",\"headers\":{\"server\":\"broker/1.0\",\"session\":"
                + "\"session-a\\\\b\",\"heart-beat\":\"0,0\",\"version\":\"1.2\"},\"body\":\"\"}",
            "{\"command\":\"RECEIPT\",\"headers\":{\"receipt-id\":\"a\\n"
                + "b\\\\\\r"
                + "\",\" x \":\" y \"},\"body\":\"plain text\"}");
    assertThat(only(Decode.STOMP, MESSAGE_OF_STOMP.getBytes(UTF_8)))
        .contains("\"destination\":\"/topic/a:b\"", "\"body\":{\"seq\":17}");
  }

  @Test
  void readsAStompBodyByItsLength() throws Exception {
    byte[] frame = "MESSAGE\ncontent-length:5\n\na\0é\0\0".getBytes(UTF_8);
    assertThat(only(Decode.STOMP, frame)).contains("\"body\":\"a\\u0000é\\u0000\"");
  }

  @Test
  void passesOverHeartBeatsOfStomp() throws Exception {
    assertThat(texts(codec(Decode.STOMP), "\n", "\r\n", "\n\n", "")).isEmpty();
  }

  /** By the standard's figures; connack, suback and publish as Mosquitto 2.0.11 sends them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "20 02 00 00;                    {\"packet\":\"connack\",\"code\":0}",
        "20 02 00 05;                    {\"packet\":\"connack\",\"code\":5}",
        "90 03 00 01 00;                 {\"packet\":\"suback\",\"code\":0}",
        "90 03 00 01 80;                 {\"packet\":\"suback\",\"code\":128}",
        "d0 00;                          {\"packet\":\"pingresp\"}",
        "30 05 00 03 61 2f 62;          "
            + " {\"packet\":\"publish\",\"topic\":\"a/b\",\"payload\":\"\"}",
        "31 07 00 03 61 2f 62 68 69;    "
            + " {\"packet\":\"publish\",\"topic\":\"a/b\",\"payload\":\"hi\"}",
        "30 0c 00 03 61 2f 62 7b 22 76 22 3a 31 7d;"
            + " {\"packet\":\"publish\",\"topic\":\"a/b\",\"payload\":{\"v\":1}}",
      })
  void readsMqtt(String hex, String document) throws Exception {
    assertThat(only(Decode.MQTT, hex(hex))).isEqualTo(document);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"packet\":\"connect\",\"clientId\":\"p\",\"keepAlive\":60};"
            + " 10 0d 00 04 4d 51 54 54 04 02 00 3c 00 01 70",
        "{\"packet\":\"connect\",\"clientId\":\"\",\"username\":\"u\",\"password\":\"pw\"};"
            + " 10 13 00 04 4d 51 54 54 04 c2 00 00 00 00 00 01 75 00 02 70 77",
        "{\"packet\":\"subscribe\",\"topic\":\"a/b\"}; 82 08 00 01 00 03 61 2f 62 00",
        "{\"packet\":\"publish\",\"topic\":\"a\",\"payload\":{\"v\":1}};"
            + " 30 0a 00 01 61 7b 22 76 22 3a 31 7d",
        "{\"packet\":\"publish\",\"topic\":\"a\",\"payload\":\"hi\"}; 30 05 00 01 61 68 69",
        "{\"packet\":\"pingreq\"};    c0 00",
        "{\"packet\":\"disconnect\"}; e0 00",
      })
  void writesMqtt(String document, String hex) {
    assertThat(codec(Decode.MQTT).write(document).bytes()).isEqualTo(hex(hex));
  }

  @Test
  void numbersSubscriptions() {
    MessageCodec codec = codec(Decode.MQTT);
    String subscribe = "{\"packet\":\"subscribe\",\"topic\":\"a\"}";
    assertThat(codec.write(subscribe).bytes()).startsWith(0x82, 6, 0, 1);
    assertThat(codec.write(subscribe).bytes()).startsWith(0x82, 6, 0, 2);
  }

  /** Section 2.2.3 of the standard: the lengths at which a byte more is needed. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 124, 125, 126, 16_380, 16_381, 65_535, 1_000_000})
  void mqttPublishesComeBackAsTheyWentOut(int size) throws Exception {
    String publish = publish("a", "x".repeat(size));
    MessageCodec codec = codec(Decode.MQTT);
    assertThat(documents(codec, codec.write(publish).bytes(), codec.write(publish).bytes()))
        .containsExactly(publish, publish);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SEND\n\n", "SEND\ndestination:/a\n\n{\"v\":1}", "SEND\na:\\c\\n\n\ntwo\n\nlines"})
  void stompFramesComeBackAsTheyWentOut(String frame) throws Exception {
    MessageCodec codec = codec(Decode.STOMP);
    byte[] sent = codec.write(frame).bytes();
    assertThat(texts(codec, new String(sent, UTF_8), "\n", new String(sent, UTF_8)))
        .containsExactly(frame, frame);
  }

  @ParameterizedTest
  @EnumSource(
      value = Decode.class,
      names = {"STOMP", "MQTT"})
  void framesMayEndAnywhereInAPacket(Decode decode) throws Exception {
    var all = new ByteArrayOutputStream();
    if (decode == Decode.MQTT) {
      all.writeBytes(hex("20 02 00 00 90 03 00 01 00 d0 00"));
      all.writeBytes(codec(decode).write(publish("é", "y".repeat(200))).bytes());
    } else {
      all.writeBytes("\n\nCONNECTED\nversion:1.2\n\n\0\n".getBytes(UTF_8));
      all.writeBytes("MESSAGE\r\ncontent-length:4\r\n\r\né\0!\0\r\n".getBytes(UTF_8));
      all.writeBytes(MESSAGE_OF_STOMP.getBytes(UTF_8));
    }
    byte[] bytes = all.toByteArray();
    List<String> whole = documents(codec(decode), bytes);
    assertThat(whole).hasSizeBetween(3, 4);
    for (int at = 0; at <= bytes.length; at++) {
      byte[] head = Arrays.copyOf(bytes, at);
      byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
      assertThat(documents(codec(decode), head, tail)).as("split at %s", at).isEqualTo(whole);
    }
    var bytewise = new byte[bytes.length][];
    Arrays.setAll(bytewise, i -> new byte[] {bytes[i]});
    assertThat(documents(codec(decode), bytewise)).isEqualTo(whole);
  }

  /** Nothing that comes may end in anything but a message or a line that says why not. */
  @ParameterizedTest
  @EnumSource(Decode.class)
  void survivesWhateverComes(Decode decode) {
    var random = new Random(15);
    List<byte[]> seeds =
        List.of(
            MESSAGE_OF_STOMP.getBytes(UTF_8),
            "CONNECTED\ncontent-length:3\n\nabc\0".getBytes(UTF_8),
            hex("20 02 00 00 90 03 00 01 00 d0 00 30 0c 00 03 61 2f 62 7b 22 76 22 3a 31 7d"),
            "452-/a,7[\"z\",{\"k\":1.5e3}]".getBytes(UTF_8),
            "{\"a\":[1,2.5,\"\\u00e9\",null,true]}\u001e{}".getBytes(UTF_8));
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (i % 2 == 0) { // Every second one is nearly a good one.
        bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int wrong = random.nextInt(4); wrong >= 0; wrong--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      try {
        read += codec(decode, decode == Decode.JSON ? "\u001e" : "").read(bytes).size();
      } catch (MalformedMessageException e) {
        refused++;
        assertThat(e.getMessage()).hasLineCount(1).hasSizeLessThan(600);
      }
    }
    assertThat(read).isPositive();
    if (decode == Decode.STOMP || decode == Decode.MQTT) {
      assertThat(refused).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Decode.class)
  void refusesWhatIsTooLargeOrTooDeep(Decode decode) {
    byte[] large = new byte[Documents.MAX_BYTES + 1];
    Arrays.fill(large, (byte) '1');
    assertThat(refusal(() -> codec(decode).read(large))).contains("1048576", "1048577");
    String deep = "[".repeat(101) + "]".repeat(101);
    byte[] frame =
        switch (decode) {
          case JSON -> deep.getBytes(UTF_8);
          case SOCKET_IO -> ("42" + deep).getBytes(UTF_8);
          case STOMP -> ("MESSAGE\n\n" + deep + "\0").getBytes(UTF_8);
          case MQTT -> codec(decode).write(publish("a", deep)).bytes();
        };
    assertThat(refusal(() -> codec(decode).read(frame))).contains("(100)");
  }

  @Test
  void collectsNoEndlessPacket() {
    MessageCodec stomp = codec(Decode.STOMP);
    byte[] part = ("MESSAGE\na:" + "x".repeat(1000)).getBytes(UTF_8);
    assertThat(
            refusal(
                () -> {
                  for (int i = 0; i < 2000; i++) {
                    stomp.read(part);
                  }
                }))
        .contains("1048577");
  }

  /** Inputs are a decoder and what comes, each character a byte. */
  @TestFactory
  Stream<DynamicTest> messages() throws Exception {
    return Messages.in(
        "message",
        input -> {
          int blank = input.indexOf(' ');
          Decode decode =
              Stream.of(Decode.values())
                  .filter(each -> each.toString().equals(input.substring(0, blank)))
                  .findFirst()
                  .orElseThrow();
          byte[] bytes = input.substring(blank + 1).getBytes(ISO_8859_1);
          return refusal(() -> codec(decode).read(bytes));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{}",
        "{\"packet\":\"unsubscribe\"}",
        "{\"packet\":\"subscribe\"}",
        "{\"packet\":\"connect\",\"keepAlive\":60}",
        "{\"packet\":\"connect\",\"keepAlive\":70000,\"clientId\":\"a\"}",
      })
  void refusesToSendWhatIsNoMqtt(String document) {
    assertThatThrownBy(() -> codec(Decode.MQTT).write(document))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasLineCount(1);
    assertThatThrownBy(() -> codec(Decode.MQTT).write(publish("t".repeat(65_536), "1")))
        .hasMessageContaining("65535")
        .hasMessageContaining("65536");
  }
}

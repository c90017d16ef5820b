package dev.pushpull.target.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.target.Conversation;
import dev.pushpull.spec.target.Conversation.Expect;
import dev.pushpull.spec.target.Matcher;
import dev.pushpull.spec.target.Placeholder;
import dev.pushpull.spec.target.Preset;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Way;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers of each protocol say in a session, against the examples that pushpull shows. */
class PresetFramesTest {

  /** A preset, what its server sends, the versions in it, and what is answered. */
  static Stream<Arguments> sessions() {
    return Stream.of(
        Arguments.of( // as socket.io 4 sent it
            Preset.SOCKET_IO,
            List.of(
                "0{\"sid\":\"kd8ibj5WLiWPEolVAAAA\",\"upgrades\":[],\"pingInterval\":25000,"
                    + "\"pingTimeout\":20000,\"maxPayload\":1000000}",
                "40{\"sid\":\"rgXrnXxeUllObH_BAAAA\"}",
                "42[\"joined\",\"FEED\"]",
                "42[\"position\",{\"seq\":17}]",
                "2",
                "42[\"position\",{\"seq\":18}]"),
            List.of("17", "18"),
            List.of("3")),
        Arguments.of( // enisdenjo/graphql-ws, PROTOCOL.md
            Preset.GRAPHQL_TRANSPORT_WS,
            List.of(
                "{\"type\":\"connection_ack\"}",
                "{\"id\":\"1\",\"type\":\"next\",\"payload\":{\"data\":{\"order\":{\"seq\":17}}}}",
                "{\"type\":\"ping\"}",
                "{\"id\":\"1\",\"type\":\"complete\"}"),
            List.of("17"),
            List.of("{\"type\":\"pong\"}")),
        Arguments.of( // stomp.github.io, STOMP 1.2
            Preset.STOMP,
            List.of(
                "CONNECTED\nserver:broker/1.0\nsession:AbC\nheart-beat:0,0\n" + "version:1.2\n\n\0",
                "\n",
                "RECEIPT\nreceipt-id:subscribed\n\n\0",
                """
                MESSAGE
                subscription:0
                destination:/topic/FEED
                message-id:007
                redelivered:no
                content-length:12

                {"stamp":77}\0\
                """),
            List.of("77"),
            List.of()),
        Arguments.of( // dotnet/aspnetcore, HubProtocol.md
            Preset.SIGNALR,
            List.of(
                "{}\u001e",
                "{\"type\":6}\u001e{\"type\":3,\"invocationId\":\"1\",\"result\":null}\u001e",
                "{\"type\":1,\"target\":\"Moved\",\"arguments\":[{\"seq\":17}]}\u001e{\"type\":6}\u001e"),
            List.of("17"),
            List.of()),
        Arguments.of( // hexdocs.pm/phoenix
            Preset.PHOENIX,
            List.of(
                "[\"1\",\"1\",\"FEED\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]",
                "[null,\"0\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]",
                "[\"1\",null,\"FEED\",\"moved\",{\"seq\":17}]"),
            List.of("17"),
            List.of()),
        Arguments.of( // docs.anycable.io
            Preset.ACTION_CABLE,
            List.of(
                "{\"type\":\"welcome\"}",
                "{\"type\":\"ping\",\"message\":1700000000}",
                "{\"identifier\":\"{\\\"channel\\\":\\\"OrderChannel\\\",\\\"id\\\":\\\"FEED\\\"}\","
                    + "\"type\":\"confirm_subscription\"}",
                "{\"identifier\":\"{\\\"channel\\\":\\\"OrderChannel\\\",\\\"id\\\":\\\"FEED\\\"}\","
                    + "\"message\":{\"updated_at\":\"2026-11-25T13:05:00Z\"}}"),
            List.of("2026-11-25T13:05:00Z"),
            List.of()),
        Arguments.of( // centrifugal.dev, client protocol
            Preset.CENTRIFUGO,
            List.of(
                "{\"id\":1,\"connect\":{\"client\":\"c\",\"version\":\"6\",\"ping\":25,\"pong\":true}}",
                "{\"id\":2,\"subscribe\":{}}\n{}",
                "{\"push\":{\"channel\":\"FEED\",\"pub\":{\"data\":{\"stamp\":1},\"offset\":1}}}\n"
                    + "{\"push\":{\"channel\":\"FEED\",\"pub\":{\"data\":{\"stamp\":2},\"offset\":2}}}"),
            List.of("1", "2"),
            List.of("{}")),
        Arguments.of( // as Mosquitto 2.0.11 sent it, but the last packet in two frames
            Preset.MQTT,
            List.of("\40\2\0\0", "\220\3\0\1\0", "\320\0", "0\22\0\4FEED{\"st", "amp\":77}"),
            List.of("77"),
            List.of()));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void understandsASession(
      Preset preset, List<String> frames, List<String> versions, List<String> answers)
      throws Exception {
    TargetSpec target = TargetFile.parse("t.yaml", preset.example());
    Conversation conversation =
        ((Way.WebSocket) requireNonNull(target.ways().get(Way.Kind.WEBSOCKET))).conversation();
    MessageCodec codec = MessageCodec.of(conversation);
    var steps = new ArrayDeque<Expect>();
    conversation.open().stream()
        .filter(Expect.class::isInstance)
        .forEach(step -> steps.add((Expect) step));
    var seen = new ArrayList<String>();
    var sent = new ArrayList<String>();
    for (String frame : frames) {
      for (Message message : codec.read(frame.getBytes(ISO_8859_1))) {
        conversation.answers().stream()
            .filter(reply -> matches(reply.when(), message))
            .forEach(reply -> sent.add(reply.send().fill(PresetFramesTest::value)));
        if (!steps.isEmpty() && matches(steps.element().matcher(), message)) {
          steps.remove();
        } else if (conversation.update().stream().allMatch(when -> matches(when, message))) {
          seen.add(version(target, conversation, message));
        }
      }
    }
    assertThat(steps).isEmpty();
    assertThat(seen).isEqualTo(versions);
    assertThat(sent).isEqualTo(answers);
  }

  /** A broker that refuses the subscription opens nothing. */
  @Test
  void doesNotTakeARefusedSubscriptionForOne() throws Exception {
    TargetSpec target = TargetFile.parse("t.yaml", Preset.MQTT.example());
    Conversation conversation =
        ((Way.WebSocket) requireNonNull(target.ways().get(Way.Kind.WEBSOCKET))).conversation();
    Matcher last = ((Expect) conversation.open().getLast()).matcher();
    MessageCodec codec = MessageCodec.of(conversation);
    assertThat(matches(last, codec.read("\220\3\0\1\200".getBytes(ISO_8859_1)).getFirst()))
        .isFalse();
    assertThat(matches(last, codec.read("\220\3\0\1\0".getBytes(ISO_8859_1)).getFirst())).isTrue();
  }

  private static boolean matches(Matcher matcher, Message message) {
    return Matching.matches(matcher, message, PresetFramesTest::value);
  }

  private static String value(Placeholder placeholder) {
    return placeholder.kind() == Placeholder.Kind.FEED ? "FEED" : "x";
  }

  private static String version(TargetSpec target, Conversation conversation, Message message) {
    var whole = message.document();
    assertThat(whole).isNotNull();
    var update = conversation.document().map(pointer -> whole.at(pointer.at())).orElse(whole);
    return new Place(update, new byte[0], _ -> null).find(target.update().version()).orElseThrow();
  }
}

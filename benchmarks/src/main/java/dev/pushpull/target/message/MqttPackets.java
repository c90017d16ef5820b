package dev.pushpull.target.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Packets of MQTT 3.1.1 (OASIS, 2014) as documents, as far as a client at QoS 0 meets them: a byte
 * of type and flags, the length of the rest in one to four bytes of seven bits, the rest.
 */
final class MqttPackets {

  private static final int CONNECT = 0x10;
  private static final int CONNACK = 0x20;
  private static final int PUBLISH = 0x30;
  private static final int SUBSCRIBE = 0x82;
  private static final int SUBACK = 0x90;
  private static final int PINGREQ = 0xC0;
  private static final int PINGRESP = 0xD0;
  private static final int DISCONNECT = 0xE0;

  private static final int CLEAN_SESSION = 0x02;
  private static final int PASSWORD = 0x40;
  private static final int USERNAME = 0x80;
  private static final int LEVEL = 4; // that is 3.1.1
  private static final int MAX_LENGTH_BYTES = 4;
  private static final int MAX_SHORT = 0xFFFF;

  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private int type; // with its flags; 0: between packets
  private int lengthBytes; // that came
  private boolean lengthEnded;
  private int length;
  private int subscriptions;

  void read(byte[] part, Consumer<Message> messages) throws MalformedMessageException {
    for (int at = 0; at < part.length; ) {
      if (type == 0) {
        type(part[at++] & 0xFF);
      } else if (!lengthEnded) {
        length(part[at++] & 0xFF);
      } else {
        int taken = Math.min(part.length - at, length - rest.size());
        rest.write(part, at, taken);
        at += taken;
      }
      if (lengthEnded && rest.size() == length) {
        ObjectNode document = document(rest.toByteArray());
        messages.accept(new Message(document.toString(), document));
        type = 0;
        rest.reset();
      }
    }
  }

  private void type(int first) throws MalformedMessageException {
    type = first;
    lengthBytes = 0;
    length = 0;
    lengthEnded = false;
    boolean known =
        switch (first & 0xF0) {
          case CONNACK, SUBACK, PINGRESP -> (first & 0x0F) == 0;
          case PUBLISH -> (first & 0x06) == 0;
          default -> false;
        };
    if (!known) {
      throw new MalformedMessageException(
          "expected an MQTT packet connack, suback, pingresp, or publish at QoS 0, but its first"
              + " byte is 0x%02x".formatted(first));
    }
  }

  private void length(int next) throws MalformedMessageException {
    length |= (next & 0x7F) << (7 * lengthBytes++);
    lengthEnded = (next & 0x80) == 0;
    if (!lengthEnded && lengthBytes == MAX_LENGTH_BYTES) {
      throw new MalformedMessageException("an MQTT packet's length must be at most 4 bytes long");
    }
    Documents.checkSize("an MQTT packet", length);
  }

  private ObjectNode document(byte[] content) throws MalformedMessageException {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    int least = (type & 0xF0) == SUBACK ? 3 : (type & 0xF0) == PINGRESP ? 0 : 2;
    if (content.length < least) {
      throw new MalformedMessageException(
          "an MQTT packet that begins with 0x%02x must have at least %d bytes more, but has %d"
              .formatted(type, least, content.length));
    }
    return switch (type & 0xF0) {
      case CONNACK -> document.put("packet", "connack").put("code", content[1] & 0xFF);
      case SUBACK -> document.put("packet", "suback").put("code", content[2] & 0xFF);
      case PINGRESP -> document.put("packet", "pingresp");
      default -> publish(document.put("packet", "publish"), content);
    };
  }

  private static ObjectNode publish(ObjectNode document, byte[] content)
      throws MalformedMessageException {
    int topic = ByteBuffer.wrap(content).getShort() & MAX_SHORT;
    int from = 2 + topic;
    if (from > content.length) {
      throw new MalformedMessageException(
          "an MQTT publish of %d bytes cannot have a topic of %d".formatted(content.length, topic));
    }
    byte[] payload = Arrays.copyOfRange(content, from, content.length);
    JsonNode json = Documents.parseIfJson(payload);
    return document
        .put("topic", new String(content, 2, topic, UTF_8))
        .set("payload", json == null ? TextNode.valueOf(new String(payload, UTF_8)) : json);
  }

  /**
   * The bytes of a packet.
   *
   * @param text its document
   * @throws IllegalArgumentException that says what it lacks
   */
  byte[] write(String text) {
    JsonNode document;
    try {
      document = Documents.parse(text.getBytes(UTF_8));
    } catch (MalformedMessageException e) {
      throw new IllegalArgumentException("an MQTT packet to send is " + e.getMessage(), e);
    }
    var out = new ByteArrayOutputStream();
    String packet = text(document, "packet");
    int first =
        switch (packet) {
          case "connect" -> connect(document, out);
          case "subscribe" -> subscribe(document, out);
          case "publish" -> publish(document, out);
          case "pingreq" -> PINGREQ;
          case "disconnect" -> DISCONNECT;
          default ->
              throw new IllegalArgumentException(
                  "packet must be one of connect, subscribe, publish, pingreq, disconnect, but is '"
                      + Documents.seen(packet.getBytes(UTF_8))
                      + "'");
        };
    return packet(first, out.toByteArray());
  }

  private static byte[] packet(int first, byte[] content) {
    if (content.length > Documents.MAX_BYTES) {
      throw new IllegalArgumentException(
          "an MQTT packet must be at most %d bytes, but is %d"
              .formatted(Documents.MAX_BYTES, content.length));
    }
    var out = new ByteArrayOutputStream();
    out.write(first);
    int left = content.length;
    while (left > 0x7F) {
      out.write((left & 0x7F) | 0x80);
      left >>= 7;
    }
    out.write(left);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static int connect(JsonNode document, ByteArrayOutputStream out) {
    boolean username = document.has("username");
    boolean password = document.has("password");
    string("MQTT", out);
    out.write(LEVEL);
    out.write(CLEAN_SESSION | (username ? USERNAME : 0) | (password ? PASSWORD : 0));
    twoBytes("keepAlive", document.path("keepAlive").asInt(0), out);
    string(text(document, "clientId"), out);
    if (username) {
      string(text(document, "username"), out);
    }
    if (password) {
      string(text(document, "password"), out);
    }
    return CONNECT;
  }

  private int subscribe(JsonNode document, ByteArrayOutputStream out) {
    subscriptions = subscriptions % MAX_SHORT + 1;
    twoBytes("subscriptions", subscriptions, out);
    string(text(document, "topic"), out);
    out.write(0);
    return SUBSCRIBE;
  }

  private static int publish(JsonNode document, ByteArrayOutputStream out) {
    string(text(document, "topic"), out);
    out.writeBytes(text(document, "payload").getBytes(UTF_8));
    return PUBLISH;
  }

  private static String text(JsonNode document, String key) {
    String text = Documents.text(document.path(key));
    if (text == null) {
      throw new IllegalArgumentException("an MQTT packet to send needs key '" + key + "'");
    }
    return text;
  }

  private static void string(String text, ByteArrayOutputStream out) {
    byte[] bytes = text.getBytes(UTF_8);
    twoBytes("the length of a text in an MQTT packet", bytes.length, out);
    out.writeBytes(bytes);
  }

  private static void twoBytes(String what, int value, ByteArrayOutputStream out) {
    if (value < 0 || value > MAX_SHORT) {
      throw new IllegalArgumentException(
          "%s must be from 0 to %d, but is %d".formatted(what, MAX_SHORT, value));
    }
    out.write(value >> 8);
    out.write(value);
  }
}

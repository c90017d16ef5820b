package dev.pushpull.target.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pushpull.spec.target.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What goes over a connection as frames, as messages. One for each connection, since frames may end
 * within a packet; for one thread. After an exception the connection is of no more use.
 */
public final class MessageCodec {

  /** Reads what came, wherever it is split. */
  @FunctionalInterface
  private interface Reader {
    void read(byte[] frame, Consumer<Message> messages) throws MalformedMessageException;
  }

  /** Writes a message. */
  @FunctionalInterface
  private interface Writer {
    byte[] write(String text);
  }

  private final boolean binary;
  private final Reader reader;
  private final Writer writer;

  private MessageCodec(boolean binary, Reader reader, Writer writer) {
    this.binary = binary;
    this.reader = reader;
    this.writer = writer;
  }

  /** For a new connection. */
  public static MessageCodec of(Conversation conversation) {
    String separator = conversation.split().separator();
    Writer texts = text -> (text + separator).getBytes(UTF_8);
    boolean binary = conversation.binary();
    return switch (conversation.decode()) {
      case JSON -> new MessageCodec(binary, parts(separator, MessageCodec::json), texts);
      case SOCKET_IO -> new MessageCodec(binary, parts(separator, SocketIo::message), texts);
      case STOMP -> new MessageCodec(binary, new StompReader()::read, StompReader::write);
      case MQTT -> {
        var mqtt = new MqttPackets();
        yield new MessageCodec(binary, mqtt::read, mqtt::write);
      }
    };
  }

  /**
   * The messages of which a frame holds the end, in their order. Between separators nothing is no
   * message.
   *
   * @throws MalformedMessageException if they are none, or too large or too deep
   */
  public List<Message> read(byte[] frame) throws MalformedMessageException {
    Documents.checkSize("a frame", frame.length);
    var messages = new ArrayList<Message>();
    reader.read(frame, messages::add);
    return messages;
  }

  /**
   * A message as a frame, with what ends it.
   *
   * @throws IllegalArgumentException if it is none that can be sent
   */
  public OutFrame write(String text) {
    return new OutFrame(binary, writer.write(text));
  }

  /** How a part becomes a message. */
  @FunctionalInterface
  private interface Decoder {
    Message message(String text) throws MalformedMessageException;
  }

  private static Reader parts(String separator, Decoder decoder) {
    return (frame, messages) -> {
      String whole = new String(frame, UTF_8);
      if (separator.isEmpty()) {
        messages.accept(decoder.message(whole));
        return;
      }
      for (int at = 0; at < whole.length(); ) {
        int found = whole.indexOf(separator, at);
        int end = found < 0 ? whole.length() : found;
        if (end > at) {
          messages.accept(decoder.message(whole.substring(at, end)));
        }
        at = end + separator.length();
      }
    };
  }

  private static Message json(String text) throws MalformedMessageException {
    return new Message(text, Documents.parseIfJson(text));
  }
}

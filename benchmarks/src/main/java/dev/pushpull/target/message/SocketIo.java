package dev.pushpull.target.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Packets of Socket.IO 5 in messages of Engine.IO 4. */
final class SocketIo {

  /** Of a binary event the number of attachments stands before the namespace. */
  private static final Pattern HEAD =
      Pattern.compile("(4[0-6]|[0-6])(?:\\d+-)?(?:(/[^,{\\[]*)(?:,|$))?(\\d+(?=\\[))?");

  private SocketIo() {}

  /** What a packet says; a text that is none has no document. */
  static Message message(String text) throws MalformedMessageException {
    Matcher head = HEAD.matcher(text);
    if (!head.lookingAt()) {
      return new Message(text, null);
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("type", head.group(1));
    if (head.group(2) != null) {
      document.put("namespace", head.group(2));
    }
    if (head.group(3) != null) {
      document.put("id", head.group(3));
    }
    if (head.end() < text.length()) {
      JsonNode data = Documents.parseIfJson(text.substring(head.end()));
      if (data != null) {
        document.set("data", data);
      }
    }
    return new Message(text, document);
  }
}

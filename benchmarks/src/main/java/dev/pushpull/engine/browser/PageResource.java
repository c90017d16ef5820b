package dev.pushpull.engine.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.sut.text.Resources;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The subscriber's page and the client modules of the server's page that it imports. They come from
 * the class path and never from the server, so that all that the server counts is measured.
 */
final class PageResource {

  /** The subscriber's page, as a path of the server. */
  static final String PAGE = "/page/measure.html";

  /** What is answered here rather than by the server. */
  static final String PATTERN = "*/page/*";

  private static final List<String> OWN = List.of("measure.html", "measure.js");
  private static final List<String> OF_SERVER =
      List.of("poll.js", "longpoll.js", "events.js", "socket.js", "link.js");
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private PageResource() {}

  /** The answer to a request for {@code /page/NAME}, as {@code Fetch.fulfillRequest} has it. */
  static ObjectNode answer(String url) {
    ObjectNode answer = DevTools.params();
    Optional<byte[]> content = read(url.substring(url.lastIndexOf('/') + 1));
    answer.put("responseCode", content.isPresent() ? OK : NOT_FOUND);
    var headers = answer.putArray("responseHeaders");
    header(
        headers.addObject(), "Content-Type", url.endsWith("js") ? "text/javascript" : "text/html");
    // A page that is isolated from others has a clock of 5 µs, else of 100 µs.
    header(headers.addObject(), "Cross-Origin-Opener-Policy", "same-origin");
    header(headers.addObject(), "Cross-Origin-Embedder-Policy", "require-corp");
    answer.put("body", Base64.getEncoder().encodeToString(content.orElse(new byte[0])));
    return answer;
  }

  private static void header(ObjectNode header, String name, String value) {
    header.put("name", name).put("value", value);
  }

  private static Optional<byte[]> read(String name) {
    if (OWN.contains(name)) {
      return Optional.of(
          Resources.bytes(PageResource.class, "/dev/pushpull/engine/browser/" + name));
    }
    return OF_SERVER.contains(name)
        ? Optional.of(Resources.bytes(PageResource.class, "/dev/pushpull/sut/page/" + name))
        : Optional.empty();
  }
}

package dev.pushpull.sut.http;

import dev.pushpull.sut.net.ListHeader;
import io.undertow.websockets.extensions.PerMessageDeflateFunction;
import io.undertow.websockets.extensions.PerMessageDeflateHandshake;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An offer of permessage-deflate that can be obeyed (RFC 7692, 7.1). The JDK compresses with a
 * window of 15 bits and no other, so an offer that limits the server's window to less is declined;
 * whatever window the client uses can be decompressed.
 *
 * @param serverKeepsContext whether a message may refer to those before it
 * @param serverWindowNamed whether the offer names the server's window, so that the answer must
 */
record DeflateOffer(boolean serverKeepsContext, boolean serverWindowNamed) {

  private static final String EXTENSION = "permessage-deflate";
  private static final String SERVER_WINDOW = "server_max_window_bits";
  private static final String SERVER_NO_CONTEXT = "server_no_context_takeover";
  private static final String OWN_WINDOW_BITS = "15";
  private static final Pattern WINDOW_BITS = Pattern.compile("[89]|1[0-5]");

  /** The first offer of a {@code Sec-WebSocket-Extensions} header that can be obeyed. */
  static Optional<DeflateOffer> firstOf(String header) {
    return ListHeader.elements(header).stream()
        .map(offer -> ListHeader.split(offer, ';'))
        .filter(parts -> parts.getFirst().equals(EXTENSION))
        .map(parts -> parts.subList(1, parts.size()))
        .filter(DeflateOffer::canBeObeyed)
        .map(DeflateOffer::of)
        .findFirst();
  }

  private static boolean canBeObeyed(List<String> parameters) {
    Set<String> names = new HashSet<>();
    return parameters.stream()
        .map(parameter -> ListHeader.split(parameter, '='))
        .allMatch(pair -> names.add(pair.getFirst()) && isKnown(pair));
  }

  private static boolean isKnown(List<String> pair) {
    boolean named = pair.size() == 1;
    String value = pair.size() == 2 ? ListHeader.unquoted(pair.getLast()) : "";
    return switch (pair.getFirst()) {
      case SERVER_NO_CONTEXT, "client_no_context_takeover" -> named;
      case "client_max_window_bits" -> named || WINDOW_BITS.matcher(value).matches();
      case SERVER_WINDOW -> value.equals(OWN_WINDOW_BITS);
      default -> false;
    };
  }

  private static DeflateOffer of(List<String> parameters) {
    return new DeflateOffer(
        !parameters.contains(SERVER_NO_CONTEXT),
        parameters.stream().anyMatch(parameter -> parameter.startsWith(SERVER_WINDOW)));
  }

  /** What the answer's {@code Sec-WebSocket-Extensions} says. */
  String agreed() {
    return EXTENSION
        + (serverKeepsContext ? "" : "; " + SERVER_NO_CONTEXT)
        + (serverWindowNamed ? "; " + SERVER_WINDOW + "=" + OWN_WINDOW_BITS : "");
  }

  /** Compresses and decompresses the messages of one connection. */
  PerMessageDeflateFunction function() {
    return new PerMessageDeflateFunction(
        PerMessageDeflateHandshake.DEFAULT_DEFLATER, serverKeepsContext, true);
  }
}

package dev.pushpull.spec;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that already runs, perhaps on another machine.
 *
 * @param host name or literal address of the control listener
 * @param controlPort its port, 1 to 65535
 * @param token the bearer token that it asks for
 */
public record ServerAddress(String host, int controlPort, String token) {

  private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\s]+):(\\d{1,5})");

  /** Checks that a request can be made of it. */
  public ServerAddress {
    Settings.check("port", controlPort, 1, 65_535);
    if (!isHost(host)) {
      throw new IllegalArgumentException(
          "host must be a name or an address, such as 10.0.0.2 or [::1], but is '" + host + "'");
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "the token must be printable ASCII without blanks, as the server printed it");
    }
  }

  /**
   * Reads an address.
   *
   * @param token asked for only if the address is one
   * @return empty if the text is not {@code HOST:PORT}
   * @throws IllegalArgumentException if no request can be made of it; the message says why
   */
  public static Optional<ServerAddress> parse(String text, Supplier<String> token) {
    Matcher match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(
            new ServerAddress(match.group(1), Integer.parseInt(match.group(2)), token.get()))
        : Optional.empty();
  }

  private static boolean isHost(String host) {
    try {
      return new URI("http://" + host).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return host + ":" + controlPort;
  }
}

package dev.pushpull.spec;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * A server that already runs, perhaps on another machine.
 *
 * @param host name or literal address of the control listener
 * @param controlPort its port, 1 to 65535
 * @param token the bearer token that it asks for
 */
public record ServerAddress(String host, int controlPort, String token) {

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

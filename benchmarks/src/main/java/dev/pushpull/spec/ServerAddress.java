package dev.pushpull.spec;

/**
 * A server that already runs, perhaps on another machine.
 *
 * @param host name or literal address of the control listener
 * @param controlPort its port, 1 to 65535
 * @param token the bearer token that it asks for
 */
public record ServerAddress(String host, int controlPort, String token) {

  /** Checks the port. */
  public ServerAddress {
    if (controlPort < 1 || controlPort > 65_535) {
      throw new IllegalArgumentException("port must be 1 to 65535, but is " + controlPort);
    }
  }

  @Override
  public String toString() {
    return host + ":" + controlPort;
  }
}

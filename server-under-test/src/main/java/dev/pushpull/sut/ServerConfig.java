package dev.pushpull.sut;

import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.net.ListenerLimits;
import dev.pushpull.sut.net.Transport;
import dev.pushpull.sut.wire.Bounds;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How a server is to run. Immutable; {@link #withTransport} gives a changed copy.
 *
 * @param data where the data listener listens
 * @param control where the control listener listens: loopback, unless the control is meant for
 *     other machines; empty for none
 * @param token what a control request must bear, not blank
 * @param limits what the server bears and grants
 * @param transport how the data listener is reached
 */
public record ServerConfig(
    Address data, Optional<Address> control, String token, Limits limits, Transport transport) {

  /** The loopback address. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final int TOKEN_BYTES = 24;

  /**
   * Where a listener listens.
   *
   * @param host a literal address or a name
   * @param port 0 for any free one, to 65,535
   */
  public record Address(String host, int port) {

    InetSocketAddress resolved() {
      return new InetSocketAddress(host, port);
    }

    private void check(String key) {
      Bounds.check(key, port, 0, 65_535);
    }
  }

  /**
   * What a server bears and grants.
   *
   * @param ioThreads threads of the data listener, 1 to 256
   * @param listener what the data listener bears
   * @param data what its clients are granted
   * @param maxFeeds how many feeds there may be at once, at least 1
   * @param maxLogEntries how many updates the publish logs of all feeds together may hold, beyond
   *     each feed's first, at least 0; 20 bytes each
   */
  public record Limits(
      int ioThreads, ListenerLimits listener, DataLimits data, int maxFeeds, long maxLogEntries) {

    /** Checks each bound; the message names the key, the bound and the value. */
    public Limits {
      Bounds.check("ioThreads", ioThreads, 1, 256);
      if (maxFeeds < 1 || maxLogEntries < 0) {
        throw new IllegalArgumentException(
            "maxFeeds must be at least 1 and maxLogEntries at least 0, but are %d and %d"
                .formatted(maxFeeds, maxLogEntries));
      }
    }
  }

  /** Checks each bound; the message names the key, the bound and the value. */
  public ServerConfig {
    data.check("port");
    control.ifPresent(address -> address.check("controlPort"));
    if (token.isBlank()) {
      throw new IllegalArgumentException("token must not be blank");
    }
  }

  /** Both listeners on free ports of the loopback address, and a fresh random token. */
  public static ServerConfig defaults() {
    var free = new Address(LOOPBACK, 0);
    var limits =
        new Limits(
            Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 256),
            new ListenerLimits(50_000, 16 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(120)),
            DataLimits.DEFAULT,
            20_000,
            5_000_000);
    return new ServerConfig(free, Optional.of(free), randomToken(), limits, Transport.PLAIN);
  }

  private static String randomToken() {
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Another way to reach the data listener. */
  public ServerConfig withTransport(Transport newTransport) {
    return new ServerConfig(data, control, token, limits, newTransport);
  }
}

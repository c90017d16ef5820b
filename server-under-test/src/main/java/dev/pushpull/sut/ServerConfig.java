package dev.pushpull.sut;

import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.net.ListenerLimits;
import dev.pushpull.sut.net.Transport;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How a server is to run. Immutable; each {@code with…} gives a changed copy.
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
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(key + " must be 0 to 65535, but is " + port);
      }
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
      if (ioThreads < 1 || ioThreads > 256) {
        throw new IllegalArgumentException("ioThreads must be 1 to 256, but is " + ioThreads);
      }
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

  /** The data listener elsewhere. */
  public ServerConfig withAddress(String host, int port) {
    return new ServerConfig(new Address(host, port), control, token, limits, transport);
  }

  /** A control listener, elsewhere. */
  public ServerConfig withControl(String host, int port) {
    return new ServerConfig(data, Optional.of(new Address(host, port)), token, limits, transport);
  }

  /** No control listener. */
  public ServerConfig withoutControl() {
    return new ServerConfig(data, Optional.empty(), token, limits, transport);
  }

  /** Other limits. */
  public ServerConfig withLimits(Limits newLimits) {
    return new ServerConfig(data, control, token, newLimits, transport);
  }

  /** Other grants to clients. */
  public ServerConfig withDataLimits(DataLimits granted) {
    return withLimits(
        new Limits(
            limits.ioThreads, limits.listener, granted, limits.maxFeeds, limits.maxLogEntries));
  }

  /** Another bound of the publish logs. */
  public ServerConfig withMaxLogEntries(long maxLogEntries) {
    return withLimits(
        new Limits(limits.ioThreads, limits.listener, limits.data, limits.maxFeeds, maxLogEntries));
  }

  /** Another way to reach the data listener. */
  public ServerConfig withTransport(Transport newTransport) {
    return new ServerConfig(data, control, token, limits, newTransport);
  }
}

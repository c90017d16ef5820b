package dev.pushpull.sut;

import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.net.ListenerLimits;
import dev.pushpull.sut.net.Transport;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/**
 * How a server is to run. Immutable; each {@code with…} gives a changed copy.
 *
 * @param host where the data listener listens, a literal address or a name
 * @param port its port, 0 for any free one
 * @param control whether there is a control listener
 * @param controlHost where it listens; loopback, unless the control is meant for other machines
 * @param controlPort its port, 0 for any free one
 * @param token what a control request must bear
 * @param ioThreads threads of the data listener, 1 to 256
 * @param listenerLimits what the data listener bears
 * @param dataLimits what its clients are granted
 * @param maxFeeds how many feeds there may be at once
 * @param maxLogEntries how many updates the publish logs of all feeds together may hold, beyond
 *     each feed's first; 24 bytes each
 * @param transport how the data listener is reached
 */
public record ServerConfig(
    String host,
    int port,
    boolean control,
    String controlHost,
    int controlPort,
    String token,
    int ioThreads,
    ListenerLimits listenerLimits,
    DataLimits dataLimits,
    int maxFeeds,
    long maxLogEntries,
    Transport transport) {

  /** The loopback address. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final int TOKEN_BYTES = 24;

  /** Checks each bound; the message names the key, the bound and the value. */
  public ServerConfig {
    checkPort("port", port);
    checkPort("controlPort", controlPort);
    if (ioThreads < 1 || ioThreads > 256) {
      throw new IllegalArgumentException("ioThreads must be 1 to 256, but is " + ioThreads);
    }
    if (token.isBlank()) {
      throw new IllegalArgumentException("token must not be blank");
    }
    if (maxFeeds < 1 || maxLogEntries < 0) {
      throw new IllegalArgumentException(
          "maxFeeds must be at least 1 and maxLogEntries at least 0, but are %d and %d"
              .formatted(maxFeeds, maxLogEntries));
    }
  }

  private static void checkPort(String key, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(key + " must be 0 to 65535, but is " + port);
    }
  }

  /** Both listeners on free ports of the loopback address, and a fresh random token. */
  public static ServerConfig defaults() {
    return new ServerConfig(
        LOOPBACK,
        0,
        true,
        LOOPBACK,
        0,
        randomToken(),
        Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 256),
        new ListenerLimits(50_000, 16 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(120)),
        new DataLimits(
            Duration.ofSeconds(60),
            50_000,
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            10_000,
            true),
        20_000,
        5_000_000,
        Transport.PLAIN);
  }

  private static String randomToken() {
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The data listener elsewhere. */
  public ServerConfig withAddress(String newHost, int newPort) {
    return new ServerConfig(
        newHost,
        newPort,
        control,
        controlHost,
        controlPort,
        token,
        ioThreads,
        listenerLimits,
        dataLimits,
        maxFeeds,
        maxLogEntries,
        transport);
  }

  /** A control listener, elsewhere. */
  public ServerConfig withControl(String newHost, int newPort) {
    return new ServerConfig(
        host,
        port,
        true,
        newHost,
        newPort,
        token,
        ioThreads,
        listenerLimits,
        dataLimits,
        maxFeeds,
        maxLogEntries,
        transport);
  }

  /** No control listener. */
  public ServerConfig withoutControl() {
    return new ServerConfig(
        host,
        port,
        false,
        controlHost,
        0,
        token,
        ioThreads,
        listenerLimits,
        dataLimits,
        maxFeeds,
        maxLogEntries,
        transport);
  }

  /** Another token. */
  public ServerConfig withToken(String newToken) {
    return new ServerConfig(
        host,
        port,
        control,
        controlHost,
        controlPort,
        newToken,
        ioThreads,
        listenerLimits,
        dataLimits,
        maxFeeds,
        maxLogEntries,
        transport);
  }

  /** Another number of threads. */
  public ServerConfig withIoThreads(int newIoThreads) {
    return new ServerConfig(
        host,
        port,
        control,
        controlHost,
        controlPort,
        token,
        newIoThreads,
        listenerLimits,
        dataLimits,
        maxFeeds,
        maxLogEntries,
        transport);
  }

  /** Other limits of the data listener. */
  public ServerConfig withListenerLimits(ListenerLimits newLimits) {
    return new ServerConfig(
        host,
        port,
        control,
        controlHost,
        controlPort,
        token,
        ioThreads,
        newLimits,
        dataLimits,
        maxFeeds,
        maxLogEntries,
        transport);
  }

  /** Other grants to clients. */
  public ServerConfig withDataLimits(DataLimits newLimits) {
    return new ServerConfig(
        host,
        port,
        control,
        controlHost,
        controlPort,
        token,
        ioThreads,
        listenerLimits,
        newLimits,
        maxFeeds,
        maxLogEntries,
        transport);
  }

  /** Another bound of the publish logs. */
  public ServerConfig withMaxLogEntries(long newMaxLogEntries) {
    return new ServerConfig(
        host,
        port,
        control,
        controlHost,
        controlPort,
        token,
        ioThreads,
        listenerLimits,
        dataLimits,
        maxFeeds,
        newMaxLogEntries,
        transport);
  }

  /** Another way to reach the data listener. */
  public ServerConfig withTransport(Transport newTransport) {
    return new ServerConfig(
        host,
        port,
        control,
        controlHost,
        controlPort,
        token,
        ioThreads,
        listenerLimits,
        dataLimits,
        maxFeeds,
        maxLogEntries,
        newTransport);
  }
}
